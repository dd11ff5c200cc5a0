//! A call that goes wrong, and the ways in which mistakes change it.

use aliyun_instance_status::sign::{Diagnosis, Difference, SortOrder};

use super::side::{Pairs, Side};
use super::{header, parameter};
use crate::support::percent;

/// A call that went wrong: what the client has signed, what the service has received, and
/// with which key.
#[derive(Clone)]
pub(crate) struct Attempt {
    pub(crate) client: Side,
    pub(crate) server: Side,
    pub(crate) secret: String,
    /// The signature as it was sent, if it is not that of the client's text.
    pub(crate) signature: Option<String>,
    /// Which of many is meant, be it a parameter or an order.
    pub(crate) place: usize,
}

impl Attempt {
    pub(crate) fn new(right: &Side, place: usize) -> Self {
        let (client, server) = (right.clone(), right.clone());
        Self { client, server, secret: "testsecret".into(), signature: None, place }
    }

    pub(crate) fn signature(&self) -> String {
        self.signature.clone().unwrap_or_else(|| self.client.signature(&self.secret))
    }

    /// The parameter that is meant.
    pub(crate) fn any(&self) -> String {
        let at = self.place % self.client.parameters.len().max(1);
        self.client.parameters.get(at).map(|(name, _)| name.clone()).unwrap_or_default()
    }

    pub(crate) fn any_header(&self) -> String {
        let at = self.place % self.client.names.len().max(1);
        self.client.names.get(at).cloned().unwrap_or_default()
    }

    /// The values on both sides are these, made of the value that is meant.
    pub(crate) fn values(
        &mut self,
        make: impl Fn(&str) -> (String, String),
        difference: Difference,
    ) -> Vec<Diagnosis> {
        let name = self.any();
        let (Some(value), Some(_)) =
            (self.client.parameter(&name).cloned(), self.server.parameter(&name))
        else {
            return Vec::new();
        };
        let (client, server) = make(&value);
        if client == server {
            return Vec::new();
        }
        for (side, value) in [(&mut self.client, client), (&mut self.server, server)] {
            side.parameter(&name).into_iter().for_each(|old| old.clone_from(&value));
        }
        vec![parameter(&name, difference)]
    }

    /// Every value as it arrives.
    pub(crate) fn all_arrive(
        &mut self,
        change: impl Fn(&str) -> String,
        difference: Difference,
    ) -> Vec<Diagnosis> {
        let mut changed = Vec::new();
        for (name, value) in &mut self.server.parameters {
            let new = change(value);
            if new != *value {
                changed.push(parameter(name, difference));
            }
            *value = new;
        }
        changed
    }

    /// Every value as it is escaped.
    pub(crate) fn escaped(
        &mut self,
        escape: fn(&str) -> String,
        difference: Difference,
    ) -> Vec<Diagnosis> {
        self.client.escape = escape;
        let changed =
            self.client.parameters.iter().filter(|(_, value)| escape(value) != percent(value));
        changed.map(|(name, _)| parameter(name, difference)).collect()
    }

    /// The query in another order.
    pub(crate) fn sorted(&mut self, sort: fn(&mut Pairs), order: SortOrder) -> Vec<Diagnosis> {
        self.client.sort = sort;
        let sorted = self.client.sorted();
        let out = sorted.windows(2).find(|pair| pair[0].0 > pair[1].0);
        out.map(|pair| Diagnosis::Order { name: pair[1].0.clone(), order }).into_iter().collect()
    }

    pub(crate) fn host(
        &mut self,
        change: impl Fn(&str) -> String,
        difference: Difference,
    ) -> Vec<Diagnosis> {
        let Some(host) = self.client.header("host") else { return Vec::new() };
        *host = change(host);
        vec![header("host", difference)]
    }

    pub(crate) fn other_header(
        &mut self,
        name: &str,
        value: &str,
        difference: Difference,
    ) -> Vec<Diagnosis> {
        let Some(header_value) = self.server.header(name) else { return Vec::new() };
        value.clone_into(header_value);
        vec![header(name, difference)]
    }
}
