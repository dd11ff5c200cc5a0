//! A method is GET or POST.

use aliyun_instance_status::sign::Method;

#[test]
fn other_methods_are_shown() {
    for method in ["", "get", "Post", "PUT", "GET "] {
        let refused = method.parse::<Method>().expect_err(method);
        let message = format!("HTTP method {method:?} is not GET or POST");
        assert_eq!(refused.to_string(), message);
    }
}

#[test]
fn both_are_words() {
    for (word, method) in [("GET", Method::Get), ("POST", Method::Post)] {
        assert_eq!(word.parse(), Ok(method));
        assert_eq!((method.as_str(), method.as_ref(), &*method.to_string()), (word, word, word));
    }
}
