// Makes calls with @alicloud/pop-core, which signs by RPC.
//
// Reads tasks as a JSON array, prints what became of each as a line of JSON.
'use strict';

const fs = require('node:fs');
const RPCClient = require('@alicloud/pop-core');

function clientOf(task) {
  return new RPCClient({
    accessKeyId: task.access_key_id,
    accessKeySecret: task.secret,
    securityToken: task.security_token,
    endpoint: `http://${task.endpoint}${task.path ?? ''}`,
    apiVersion: task.version ?? '2014-05-26',
  });
}

// What the client sets by itself gives way to what it is given.
function parametersOf(task) {
  const common = { Timestamp: task.timestamp, SignatureNonce: task.nonce, ...task.common };
  const given = Object.entries(common).filter(([, value]) => value !== undefined);
  return { ...task.parameters, ...Object.fromEntries(given) };
}

// What may be gone with the next call; what is not from ECS has no code.
function isTransient(code) {
  return !code || /^Throttling/.test(code) || code === 'ServiceUnavailable';
}

// The client does not retry; its users do.
async function send(client, task, parameters) {
  const action = task.action ?? 'DescribeInstanceStatus';
  const options = { method: task.method ?? 'GET', timeout: 10000 };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.request(action, parameters, options);
    } catch (error) {
      if (!isTransient(error.data?.Code) || attempt === 3) throw error;
      const wait = error.entry?.response?.headers['x-acs-retry-after'] ?? 100;
      await new Promise((resolve) => { setTimeout(resolve, Number(wait)); });
    }
  }
}

async function run(task) {
  const client = clientOf(task);
  const pages = [];
  for (;;) {
    const parameters = parametersOf(task);
    if (task.turn_pages) parameters.PageNumber = pages.length + 1;
    const page = await send(client, task, parameters);
    pages.push(page);
    const isLast = page.PageNumber * page.PageSize >= page.TotalCount;
    if (!task.turn_pages || isLast) return { pages };
  }
}

async function main() {
  for (const task of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    const outcome = await run(task).catch((error) => {
      if (!error.data?.Code) return { failure: String(error) };
      return {
        error: {
          code: error.code,
          status: error.entry.response.statusCode,
          message: error.data.Message,
          request_id: error.data.RequestId,
        },
      };
    });
    console.log(JSON.stringify({ task: task.name, ...outcome }));
  }
}

main().then(() => process.exit(0));
