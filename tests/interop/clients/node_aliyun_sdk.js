// Makes calls with aliyun-sdk, which signs by RPC and sends forms.
//
// Reads tasks as a JSON array, prints what became of each as a line of JSON.
'use strict';

const fs = require('node:fs');
const ALY = require('aliyun-sdk');

function clientOf(task) {
  return new ALY.ECS({
    accessKeyId: task.access_key_id,
    secretAccessKey: task.secret,
    endpoint: `http://${task.endpoint}`,
    apiVersion: '2014-05-26',
    // Its table of parameters has no ids and no tokens, and wants a region.
    paramValidation: false,
  });
}

function parametersOf(task, pageNumber) {
  const { InstanceId: ids = [], ...parameters } = task.parameters;
  ids.forEach((id, index) => { parameters[`InstanceId.${index + 1}`] = id; });
  if (task.security_token) parameters.SecurityToken = task.security_token;
  if (pageNumber) parameters.PageNumber = pageNumber;
  return { Action: task.action ?? 'DescribeInstanceStatus', ...parameters, ...task.common };
}

// What may be gone with the next call; what is not from ECS has no code.
function isTransient(code) {
  return !code || /^Throttling/.test(code) || code === 'ServiceUnavailable';
}

// It retries after 5xx and lost connections; the rest is its users'.
async function send(client, task, pageNumber) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await new Promise((resolve, reject) => {
        client.describeInstanceStatus(parametersOf(task, pageNumber), function answer(error, data) {
          if (!error) return resolve(data);
          const requestId = this.httpResponse.headers?.['x-acs-request-id'];
          return reject(Object.assign(error, { requestId }));
        });
      });
    } catch (error) {
      if ((error.requestId && !isTransient(error.code)) || attempt === 3) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  }
}

async function run(task) {
  const client = clientOf(task);
  const pages = [];
  for (;;) {
    const page = await send(client, task, task.turn_pages ? pages.length + 1 : undefined);
    pages.push(page);
    const isLast = page.PageNumber * page.PageSize >= page.TotalCount;
    if (!task.turn_pages || isLast) return { pages };
  }
}

async function main() {
  for (const task of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    const outcome = await run(task).catch(({ code, statusCode, message, requestId }) => {
      if (!requestId) return { failure: message };
      return { error: { code, status: statusCode, message, request_id: requestId } };
    });
    console.log(JSON.stringify({ task: task.name, ...outcome }));
  }
}

main().then(() => process.exit(0));
