//! The program as a process, by the transcripts in `transcripts/`, which read as its manual.
//!
//! `TRYCMD=overwrite cargo test -p instance-status --test transcripts` writes what it says now.

use std::env;
use std::path::Path;

use trycmd::TestCases;

#[test]
fn the_manual_says_what_happens() {
    // Transcripts are typed at the root of the repository.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    env::set_current_dir(root).expect("the root of the repository");
    let cases = TestCases::new();
    cases.env("ALIBABA_CLOUD_ACCESS_KEY_ID", "testid");
    cases.env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "testsecret");
    cases.env("ALIBABA_CLOUD_SECURITY_TOKEN", "");
    cases.case("examples/cli/tests/transcripts/[1-7]-*.md").run();
    // Here each command says what the environment has.
    TestCases::new().case("examples/cli/tests/transcripts/8-environment.md").run();
}
