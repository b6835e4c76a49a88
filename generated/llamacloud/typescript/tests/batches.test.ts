/** `client.batches` */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { client } from './client.js';
import { expect, serving } from './server.js';

describe('client.batches.list', () => {
  const answer: unknown = {
    items: [
      {
        id: 'id',
        config: {
          job: { configuration_id: 'cfg-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', type: 'parse_v2' },
        },
        project_id: 'project_id',
        source_directory_id: 'source_directory_id',
        status: 'PENDING',
        created_at: '2019-12-27T18:11:19.117Z',
        results: [
          {
            source_directory_file_id: 'dfl-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
            error_message: 'error_message',
            job_reference: { id: 'pjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', type: 'parse_v2' },
          },
        ],
        updated_at: '2019-12-27T18:11:19.117Z',
      },
    ],
    next_page_token: 'next_page_token',
    total_size: 0,
  };

  const pages = [
    {
      status: 200,
      json: {
        items: [
          {
            id: 'id',
            config: { job: { configuration_id: 'configuration_id', type: 'parse_v2' } },
            project_id: 'project_id',
            source_directory_id: 'source_directory_id',
            status: 'PENDING',
          },
        ],
        next_page_token: 'token-2',
      },
    },
    {
      status: 200,
      json: {
        items: [
          {
            id: 'id',
            config: { job: { configuration_id: 'configuration_id', type: 'parse_v2' } },
            project_id: 'project_id',
            source_directory_id: 'source_directory_id',
            status: 'PENDING',
          },
        ],
        next_page_token: 'token-3',
      },
    },
    {
      status: 200,
      json: {
        items: [
          {
            id: 'id',
            config: { job: { configuration_id: 'configuration_id', type: 'parse_v2' } },
            project_id: 'project_id',
            source_directory_id: 'source_directory_id',
            status: 'PENDING',
          },
        ],
      },
    },
  ];

  test('all arguments', () =>
    serving([{ status: 200, json: answer }], async (url, requests) => {
      const result = await client(url).batches.list({
        created_at_on_or_after: '2019-12-27T18:11:19.117Z',
        created_at_on_or_before: '2019-12-27T18:11:19.117Z',
        organization_id: 'organization_id',
        page_size: 0,
        page_token: 'page_token',
        project_id: 'project_id',
        source_directory_id: 'source_directory_id',
        status: 'PENDING',
        session: 'session',
      });
      expect(requests[0], {
        line: 'GET /api/v2/batches?created_at_on_or_after=2019-12-27T18%3A11%3A19.117Z&created_at_on_or_before=2019-12-27T18%3A11%3A19.117Z&organization_id=organization_id&page_size=0&page_token=page_token&project_id=project_id&source_directory_id=source_directory_id&status=PENDING',
        headers: { authorization: 'Bearer my-api-key', cookie: 'session=session' },
        body: '',
      });
      assert.deepEqual({ ...result }, answer);
    }));

  test('required arguments', () =>
    serving([{ status: 200, json: answer }], async (url, requests) => {
      const result = await client(url).batches.list();
      expect(requests[0], {
        line: 'GET /api/v2/batches',
        headers: { authorization: 'Bearer my-api-key' },
        body: '',
      });
      assert.deepEqual({ ...result }, answer);
    }));

  test('pages', () =>
    serving(pages, async (url, requests) => {
      const items: unknown[] = [];
      for await (const item of client(url).batches.list()) items.push(item);
      assert.equal(items.length, 3);
      const lines = requests.map((it) => it.line);
      assert.deepEqual(lines, [
        'GET /api/v2/batches',
        'GET /api/v2/batches?page_token=token-2',
        'GET /api/v2/batches?page_token=token-3',
      ]);
    }));
});
