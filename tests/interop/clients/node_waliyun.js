// Makes calls with waliyun, which signs by RPC.
//
// Reads tasks as a JSON array, prints what became of each as a line of JSON.
'use strict';

const fs = require('node:fs');
const waliyun = require('waliyun');

function clientOf(task) {
  return waliyun.ECS({
    AccessKeyId: task.access_key_id,
    AccessKeySecret: task.secret,
    Api: `http://${task.endpoint}${task.path ?? '/'}`,
  });
}

function parametersOf(task, pageNumber) {
  const { InstanceId: ids = [], ...parameters } = task.parameters;
  ids.forEach((id, index) => { parameters[`InstanceId.${index + 1}`] = id; });
  if (task.security_token) parameters.SecurityToken = task.security_token;
  if (task.version) parameters.Version = task.version;
  if (pageNumber) parameters.PageNumber = pageNumber;
  return { ...parameters, ...task.common };
}

// What may be gone with the next call; what is not from ECS has no code.
function isTransient(code) {
  return !code || /^Throttling/.test(code) || code === 'ServiceUnavailable';
}

// It takes an error for an answer, and retries nothing; its users look at both.
async function send(client, task, pageNumber) {
  const action = task.action ?? 'DescribeInstanceStatus';
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await client[action](parametersOf(task, pageNumber));
      const isPage = answer.InstanceStatuses !== undefined;
      if (isPage || !isTransient(answer.Code) || attempt === 3) return answer;
    } catch (failure) {
      if (attempt === 3) throw failure;
    }
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

async function run(task) {
  const client = clientOf(task);
  const pages = [];
  for (;;) {
    const answer = await send(client, task, task.turn_pages ? pages.length + 1 : undefined);
    if (answer.Code !== undefined) {
      const { Code: code, Message: message, RequestId: request_id } = answer;
      return { error: { code, status: null, message, request_id } };
    }
    pages.push(answer);
    const isLast = answer.PageNumber * answer.PageSize >= answer.TotalCount;
    if (!task.turn_pages || isLast) return { pages };
  }
}

async function main() {
  for (const task of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    const outcome = await run(task).catch((failure) => ({ failure: String(failure) }));
    console.log(JSON.stringify({ task: task.name, ...outcome }));
  }
}

main().then(() => process.exit(0));
