//! The service, as a client sees it on a bad day, and the client.

use std::collections::HashSet;

use aliyun_instance_status::sign::{
    AccessKey, AccessKeySecret, Method, Moment, Nonces, Received, SignedRequest,
};
use aliyun_instance_status::{
    ErrorCode, Format, InstanceStatus, Listing, ListingError, Page, Refusal, Renew, Reply, Request,
    Status, Step,
};

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    /// Too many calls; with the time to wait in a header, or without.
    Throttled(Option<u16>),
    /// HTML of a gateway.
    Gateway(u16),
    /// The call is done, and the reply is lost.
    Lost,
    /// The page is cut off.
    CutOff,
    /// The token expires, until the client brings a new one.
    TokenExpires,
    /// The service refuses for good.
    Forbidden,
    /// An instance comes, or goes.
    Created,
    Deleted,
}

pub(crate) struct Service {
    pub(crate) fleet: Vec<String>,
    /// What goes wrong with each call; what comes after the last goes well.
    pub(crate) faults: Vec<Fault>,
    pub(crate) now: u64,
    token: u32,
    calls: usize,
    nonces: Nonces,
}

/// A reply: status, headers, body.
pub(crate) type Answer = (u16, Vec<(&'static str, String)>, String);

impl Service {
    pub(crate) fn new(instances: usize, faults: Vec<Fault>) -> Self {
        let fleet = (0..instances).map(|n| format!("i-{n}")).collect();
        Self { fleet, faults, now: 784_111_777, token: 0, calls: 0, nonces: Nonces::new() }
    }

    /// The reply to a call, unless it is lost.
    fn answer(&mut self, call: &SignedRequest) -> Option<Answer> {
        let fault = self.faults.get(self.calls).copied().unwrap_or(Fault::None);
        self.calls += 1;
        self.now += 1;
        let refused = |code: &'static str| Err(Refusal::from(ErrorCode::from_static(code)));
        let mut headers = vec![("Date", "Sun, 06 Nov 1994 08:49:37 GMT".to_owned())];
        let outcome = match fault {
            Fault::Gateway(status) => return Some((status, headers, "<html>".to_owned())),
            Fault::Throttled(time) => {
                headers.extend(time.map(|time| ("X-Acs-Retry-After", time.to_string())));
                refused("Throttling.User")
            }
            Fault::Forbidden => refused("Forbidden.RAM"),
            _ => {
                self.token += u32::from(fault == Fault::TokenExpires);
                self.page(call)
            }
        };
        match fault {
            Fault::Lost => return None,
            Fault::Created => self.fleet.push(format!("i-new-{}", self.calls)),
            Fault::Deleted if !self.fleet.is_empty() => drop(self.fleet.remove(0)),
            _ => {}
        }
        let reply = match outcome {
            Ok(page) => page.into(),
            Err(refusal) => refusal.into_reply("R-1", "ecs.aliyuncs.com"),
        };
        let mut body = Reply::to_json(&reply);
        if fault == Fault::CutOff && matches!(reply, Reply::Page(_)) {
            body.truncate(body.len() / 2);
        }
        Some((reply.http_status(), headers, body))
    }

    fn page(&mut self, call: &SignedRequest) -> Result<Page<'static>, Refusal> {
        let received = Received {
            method: call.method().as_str(),
            path: call.path(),
            query: call.query(),
            headers: call.headers().collect(),
            body: call.body().as_bytes(),
        };
        let unverified = received.read()?;
        let secret = AccessKeySecret::new("testsecret");
        let verified = unverified
            .verify(self.now, Some(&secret))
            .map_err(|error| unverified.refusal(error))?;
        assert!(self.nonces.use_once(&verified, self.now), "the client makes new nonces");
        if verified.security_token() != Some(&*self.token.to_string()) {
            return Err(ErrorCode::INVALID_SECURITY_TOKEN_EXPIRED.into());
        }
        let request = verified.call()?.request;
        let mut selected = self.fleet.clone();
        selected.retain(|id| request.selects(id));
        let mut page = Page::answering(&request, "R-1", selected.len());
        let on_page = selected.drain(request.page_range(selected.len()));
        page.extend(on_page.map(|id| InstanceStatus::new(id, Status::Running)));
        Ok(page)
    }
}

/// What a client has seen when its listing ended.
pub(crate) struct Listed {
    pub(crate) ids: Vec<String>,
    pub(crate) totals: Vec<u32>,
    pub(crate) calls: u32,
    pub(crate) has_changed: bool,
    pub(crate) gave_up: Option<ListingError>,
}

/// Lists as a client does that renews whatever it is told to, with a clock that is off by
/// `skew` seconds. No page is asked for again once it came.
pub(crate) fn list(service: &mut Service, mut listing: Listing, skew: i64) -> Listed {
    let mut listed =
        Listed { ids: vec![], totals: vec![], calls: 0, has_changed: false, gave_up: None };
    let (mut came, mut offset, mut token) = (HashSet::new(), 0, 0);
    while let Some(request) = listing.request().cloned() {
        assert!(!came.contains(&request), "a page that came is asked for again: {request:?}");
        listed.calls += 1;
        let clock = |service: &Service| service.now.saturating_add_signed(skew);
        let now = clock(service).saturating_add_signed(offset);
        let call = sign(&request, now, listed.calls, token);
        let answer = service.answer(&call);
        let step = match &answer {
            Some((status, headers, body)) => {
                listing.answered(*status, headers.iter().map(|(name, value)| (name, value)), body)
            }
            None => listing.unanswered(),
        };
        match step {
            Ok(Step::Page(page)) => {
                came.insert(request);
                listed.totals.push(page.total_count);
                listed.ids.extend(page.into_iter().map(|one| one.instance_id.into_owned()));
            }
            Ok(Step::Wait(wait)) => {
                token += u32::from(wait.renew == Renew::Credentials);
                if let Some(time) = wait.server_time {
                    offset = time.cast_signed() - clock(service).cast_signed();
                }
            }
            Err(error) => {
                listed.gave_up = Some(error);
                break;
            }
        }
    }
    listed.has_changed = listing.has_changed();
    listed
}

fn sign(request: &Request<'_>, now: u64, number: u32, token: u32) -> SignedRequest {
    let key = AccessKey::new("testid", "testsecret").with_security_token(token.to_string());
    let moment = Moment::at(now, format!("nonce-{number}")).expect("a moment");
    match number % 3 {
        0 => request.sign_rpc(Method::Get, &key, moment, Format::Json),
        1 => request.sign_rpc(Method::Post, &key, moment, Format::Json),
        _ => request.sign_v3(Method::Post, "ecs.aliyuncs.com", &key, moment, Format::Json),
    }
}
