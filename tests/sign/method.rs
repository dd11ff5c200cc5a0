//! A method is GET or POST.

use aliyun_instance_status::sign::{Method, UnknownMethod};

#[test]
fn other_methods_are_shown() {
    for method in ["", "get", "Post", "PUT", "GET "] {
        let refused: UnknownMethod = method.parse::<Method>().expect_err(method);
        let message = format!("HTTP method {method:?} is neither GET nor POST");
        assert_eq!(refused.to_string(), message);
    }
}
