//! Replies as the design reads them, from what `roxmltree` reads; and where the
//! two may differ.

use aliyun_instance_status::{
    AccessDeniedDetail, DecodeErrorKind as Kind, ErrorReply, InstanceStatus, Page, Reply,
};
use roxmltree::{Document, Error, Node};

/// What *Namespaces in XML* asks for and XML 1.0 does not.
#[must_use]
pub fn is_about_namespaces(refused: &Error, text: &str) -> bool {
    match refused {
        Error::UnknownNamespace(..)
        | Error::DuplicatedNamespace(..)
        | Error::InvalidXmlPrefixUri(_)
        | Error::UnexpectedXmlUri(_)
        | Error::UnexpectedXmlnsUri(_)
        | Error::InvalidElementNamePrefix(_) => true,
        // `a:`, `a:b:c`, `a:1`; `p:x` and `q:x` of one namespace.
        Error::InvalidName(_) | Error::DuplicatedAttribute(..) => text.contains(':'),
        _ => false,
    }
}

/// What roxmltree reads though it is not well formed, or deeper than the limit.
#[must_use]
pub fn is_lenient(refused: Kind, text: &str) -> bool {
    match refused {
        // It looks into no declaration, and takes `<?xml\t?>`, `<?XML?>`, `<?a+?>` for PIs.
        Kind::InvalidDeclaration
        | Kind::UnsupportedEncoding
        | Kind::InvalidProcessingInstruction
        // `&#xD800;` and `&#x110000;` become U+FFFD.
        | Kind::InvalidCharacterReference
        | Kind::DepthLimit => true,
        // `xmlns` twice.
        Kind::DuplicateAttribute => text.contains("xmlns"),
        // `<:a></a>`.
        Kind::MismatchedTag => text.contains(':'),
        _ => false,
    }
}

/// The reply, if that is what stands there.
#[must_use]
pub fn reply(document: &Document<'_>) -> Option<Reply<'static>> {
    let root = document.root_element();
    match name(root) {
        "DescribeInstanceStatusResponse" => page(root).map(Reply::Page),
        "Error" => error(root).map(Reply::Error),
        _ => None,
    }
}

fn page(root: Node<'_, '_>) -> Option<Page<'static>> {
    let children = children(root)?;
    let counter = |name| {
        let text = text(one(&children, name)??)?;
        crate::counter(text.trim_matches([' ', '\t', '\r', '\n']))
    };
    let mut page = Page::new(
        text(one(&children, "RequestId")??)?,
        counter("TotalCount")?,
        counter("PageNumber")?,
        counter("PageSize")?,
    );
    for child in self::children(one(&children, "InstanceStatuses")??)? {
        if name(child) == "InstanceStatus" {
            let children = self::children(child)?;
            page.instance_statuses.push(InstanceStatus {
                instance_id: text(one(&children, "InstanceId")??)?.into(),
                status: text(one(&children, "Status")??)?.into(),
            });
        }
    }
    Some(page)
}

fn error(root: Node<'_, '_>) -> Option<ErrorReply<'static>> {
    let children = children(root)?;
    let mut error = ErrorReply::new(text(one(&children, "Code")??)?);
    if error.code.as_str().is_empty() {
        return None;
    }
    error.request_id = optional(&children, "RequestId")?.map(Into::into);
    error.host_id = optional(&children, "HostId")?.map(Into::into);
    error.message = optional(&children, "Message")?.map(Into::into);
    error.recommend = optional(&children, "Recommend")?.map(Into::into);
    if let Some(detail) = one(&children, "AccessDeniedDetail")? {
        error.access_denied_detail = Some(Box::new(self::detail(detail)?));
    }
    Some(error)
}

fn detail(element: Node<'_, '_>) -> Option<AccessDeniedDetail<'static>> {
    let children = children(element)?;
    crate::detail(|name| optional(&children, name))
}

/// The name as it was sent: `roxmltree` takes `:a` for `a`.
fn name<'d>(element: Node<'_, 'd>) -> &'d str {
    let text: &'d str = element.document().input_text();
    let tag = text.get(element.range()).unwrap_or("").trim_start_matches('<');
    tag.split(['/', '>', ' ', '\t', '\r', '\n']).next().unwrap_or("")
}

/// The children of an element that holds nothing but elements and white space.
fn children<'t, 'd>(element: Node<'t, 'd>) -> Option<Vec<Node<'t, 'd>>> {
    let is_space = |text: &str| text.trim_matches([' ', '\t', '\r', '\n']).is_empty();
    let texts = element.children().filter(Node::is_text).filter_map(|text| text.text());
    texts.into_iter().all(is_space).then(|| element.children().filter(Node::is_element).collect())
}

/// The only child of this name; the outer `None` where there are more.
fn one<'t, 'd>(children: &[Node<'t, 'd>], name: &str) -> Option<Option<Node<'t, 'd>>> {
    let mut named = children.iter().filter(|child| self::name(**child) == name);
    let first = named.next();
    if named.next().is_none() { Some(first.copied()) } else { None }
}

/// All the text of an element without children.
fn text(element: Node<'_, '_>) -> Option<String> {
    if element.children().any(|child| child.is_element()) {
        return None;
    }
    Some(element.children().filter(Node::is_text).filter_map(|text| text.text()).collect())
}

fn optional(children: &[Node<'_, '_>], name: &str) -> Option<Option<String>> {
    match one(children, name)? {
        None => Some(None),
        Some(child) => text(child).map(Some),
    }
}
