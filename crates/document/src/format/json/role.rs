//! What the keys above a value say of it.

use super::{Context, keys};

/// What a container holds, as told by the keys above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing special.
    Plain,
    /// A request or something in it.
    Request,
    /// A response or something in it.
    Response,
    /// Headers of one side.
    Headers(Context),
    /// Cookies.
    Cookies(Context),
    /// Parameters.
    Params,
}

impl Role {
    /// The role of a container under `key` in a container of this role.
    pub fn under(self, key: &[u8]) -> Role {
        let key = key.strip_prefix(b"_").unwrap_or(key);
        if keys::REQUEST.hold(key) {
            Role::Request
        } else if keys::RESPONSE.hold(key) {
            Role::Response
        } else if keys::HEADERS.hold(key) {
            Role::Headers(match self {
                Role::Request => Context::RequestHeader,
                Role::Response => Context::ResponseHeader,
                _ => Context::Header,
            })
        } else if keys::REQUEST_HEADERS.hold(key) {
            Role::Headers(Context::RequestHeader)
        } else if keys::RESPONSE_HEADERS.hold(key) {
            Role::Headers(Context::ResponseHeader)
        } else if keys::COOKIES.hold(key) {
            Role::Cookies(if self == Role::Response { Context::SetCookie } else { Context::Cookie })
        } else if keys::PARAMS.hold(key) {
            Role::Params
        } else {
            match self {
                Role::Request | Role::Response => self,
                _ => Role::Plain,
            }
        }
    }

    /// The kind of name that a `name`/`value` pair has here.
    pub(super) fn pair(self) -> Context {
        match self {
            Role::Headers(context) | Role::Cookies(context) => context,
            Role::Params => Context::Param,
            Role::Plain | Role::Request | Role::Response => Context::Key,
        }
    }

    /// The kind of name that a key has directly in this container.
    pub(super) fn member(self) -> Context {
        match self {
            Role::Headers(context) | Role::Cookies(context) => context,
            Role::Params | Role::Plain | Role::Request | Role::Response => Context::Key,
        }
    }
}
