//! Makes calls with aliyun-openapi-core-rust-sdk, which signs by RPC.
//!
//! Reads tasks as a JSON array, prints what became of each as a line of JSON.

use std::io;
use std::time::Duration;

use aliyun_openapi_core_rust_sdk::client::error::Error;
use aliyun_openapi_core_rust_sdk::client::rpc::RPClient;
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
struct Task {
    name: String,
    endpoint: String,
    access_key_id: String,
    secret: String,
    security_token: Option<String>,
    parameters: Map<String, Value>,
    #[serde(default)]
    common: Map<String, Value>,
    action: Option<String>,
    version: Option<String>,
    method: Option<String>,
    #[serde(default)]
    path: String,
    #[serde(default)]
    turn_pages: bool,
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn query_of(task: &Task, page_number: Option<usize>) -> Vec<(String, String)> {
    let mut query = Vec::new();
    for (name, value) in task.parameters.iter().chain(&task.common) {
        match value {
            Value::Array(ids) => query.extend(
                ids.iter()
                    .enumerate()
                    .map(|(index, id)| (format!("{name}.{}", index + 1), text(id))),
            ),
            value => query.push((name.clone(), text(value))),
        }
    }
    query.extend(task.security_token.clone().map(|token| ("SecurityToken".into(), token)));
    query.extend(page_number.map(|number| ("PageNumber".into(), number.to_string())));
    query
}

async fn call(task: &Task, page_number: Option<usize>) -> Result<Value, Error> {
    let endpoint = format!("http://{}{}", task.endpoint, task.path);
    RPClient::new(&task.access_key_id, &task.secret, endpoint)
        .version(task.version.as_deref().unwrap_or("2014-05-26"))
        .request(
            task.method.as_deref().unwrap_or("GET"),
            task.action.as_deref().unwrap_or("DescribeInstanceStatus"),
        )
        .query(query_of(task, page_number))
        .timeout(Duration::from_secs(10))
        .json()
        .await
}

/// What may be gone with the next call; what is not from ECS is another error.
fn is_transient(error: &Error) -> bool {
    match error {
        Error::InvalidResponse { error_code, .. } => {
            error_code.starts_with("Throttling") || error_code == "ServiceUnavailable"
        }
        error => matches!(error, Error::Reqwest(_)),
    }
}

/// The client does not retry; its users do.
async fn send(task: &Task, page_number: Option<usize>) -> Result<Value, Error> {
    let mut attempt = 1;
    loop {
        match call(task, page_number).await {
            Err(error) if is_transient(&error) && attempt < 3 => {
                tokio::time::sleep(Duration::from_millis(100)).await;
                attempt += 1;
            }
            answer => return answer,
        }
    }
}

async fn run(task: &Task) -> Result<Vec<Value>, Error> {
    let mut pages = Vec::new();
    loop {
        let page = send(task, task.turn_pages.then_some(pages.len() + 1)).await?;
        let number = |name: &str| page[name].as_u64().expect("a number");
        let is_last = number("PageNumber") * number("PageSize") >= number("TotalCount");
        pages.push(page);
        if is_last || !task.turn_pages {
            return Ok(pages);
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tasks: Vec<Task> = serde_json::from_reader(io::stdin())?;
    for task in &tasks {
        let outcome = match run(task).await {
            Ok(pages) => json!({"task": task.name, "pages": pages}),
            Err(Error::InvalidResponse { request_id, error_code, error_message }) => json!({
                "task": task.name,
                "error": {
                    "code": error_code,
                    "status": null,
                    "message": error_message,
                    "request_id": request_id,
                },
            }),
            Err(error) => json!({"task": task.name, "failure": error.to_string()}),
        };
        println!("{outcome}");
    }
    Ok(())
}
