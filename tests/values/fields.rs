//! Names of fields.

use aliyun_instance_status::Field;

/// Every field is named as its variant is, but the body.
#[test]
fn fields_have_the_names_of_the_wire() {
    let source = include_str!("../../src/field.rs");
    let arms =
        source.lines().filter_map(|line| line.trim().strip_prefix("Self::")?.split_once(" => "));
    let arms: Vec<(&str, &str)> = arms.collect();
    assert!(arms.len() > 40, "{arms:?}");
    for (variant, name) in arms {
        assert!(name == format!("\"{variant}\",") || variant == "Body", "{variant}: {name}");
    }
    assert_eq!(Field::Body.to_string(), "the body");
    assert_eq!(Field::TimeStamp.to_string(), Field::TimeStamp.name());
}

#[test]
fn names_of_parameters() {
    use Field::{
        BearerToken, ClusterId, Format, OwnerAccount, ResourceOwnerAccount, ResourceOwnerId,
        SecurityToken,
    };
    for field in [
        BearerToken,
        ClusterId,
        Format,
        OwnerAccount,
        ResourceOwnerAccount,
        ResourceOwnerId,
        SecurityToken,
    ] {
        assert_eq!(field.to_string(), format!("{field:?}"));
    }
}
