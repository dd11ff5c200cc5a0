//! The feature `http`: what a client sends through any HTTP stack verifies where a server
//! receives it, over HTTP/1 and HTTP/2, and replies travel back.

mod replies;
mod requests;
