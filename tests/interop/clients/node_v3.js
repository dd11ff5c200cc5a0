// Makes calls with @alicloud/ecs20140526, which signs by V3.
//
// Reads tasks as a JSON array, prints what became of each as a line of JSON.
'use strict';

const fs = require('node:fs');
const { default: Client, DescribeInstanceStatusRequest } = require('@alicloud/ecs20140526');
const { $OpenApiUtil, OpenApiUtil } = require('@alicloud/openapi-core');
const $dara = require('@darabonba/typescript');

// The SDK retries only what it is told to; it then waits as `x-acs-retry-after` says.
const RETRY = {
  retryable: true,
  retryCondition: [{
    maxAttempts: 3,
    exception: ['ThrottlingError'],
    errorCode: ['ServiceUnavailable', 'ECONNRESET'],
  }],
};

function clientOf(task) {
  return new Client(new $OpenApiUtil.Config({
    accessKeyId: task.access_key_id,
    accessKeySecret: task.secret,
    securityToken: task.security_token,
    signatureAlgorithm: task.signature_algorithm,
    endpoint: task.endpoint,
    protocol: 'http',
    retryOptions: new $dara.RetryOptions(RETRY),
  }));
}

function runtimeOf(task) {
  const headers = {
    'x-acs-action': task.action,
    'x-acs-version': task.version,
    'x-acs-date': task.timestamp,
    'x-acs-signature-nonce': task.nonce,
  };
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  const queries = task.format === undefined ? {} : { Format: task.format };
  return new $dara.RuntimeOptions({
    extendsParameters: new $dara.ExtendsParameters({
      headers: Object.fromEntries(given),
      queries,
    }),
  });
}

// The same call by the client's general method, for what its own reads as JSON.
async function sendAsText(client, task) {
  const params = new $OpenApiUtil.Params({
    action: 'DescribeInstanceStatus',
    version: '2014-05-26',
    protocol: 'HTTP',
    pathname: task.path ?? '/',
    method: task.method ?? 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'string',
  });
  const query = OpenApiUtil.query(task.parameters);
  const request = new $OpenApiUtil.OpenApiRequest({ query });
  return (await client.callApi(params, request, runtimeOf(task))).body;
}

async function run(task) {
  const client = clientOf(task);
  if (task.format === 'XML') return { pages: [await sendAsText(client, task)] };
  if (task.method || task.path) return { pages: [JSON.parse(await sendAsText(client, task))] };
  const pages = [];
  for (;;) {
    const parameters = { ...task.parameters };
    if (task.turn_pages) parameters.PageNumber = pages.length + 1;
    const members = Object.entries(parameters)
      .map(([name, value]) => [name[0].toLowerCase() + name.slice(1), value]);
    const request = new DescribeInstanceStatusRequest(Object.fromEntries(members));
    const answer = await client.describeInstanceStatusWithOptions(request, runtimeOf(task));
    const page = answer.body.toMap();
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
          status: error.statusCode,
          message: error.data.Message,
          request_id: error.requestId,
        },
      };
    });
    console.log(JSON.stringify({ task: task.name, ...outcome }));
  }
}

main().then(() => process.exit(0));
