/** `client.beta.batch` */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { client } from './client.js';
import { expect, serving } from './server.js';

describe('client.beta.batch.list', () => {
  const answer: unknown = {
    items: [
      {
        id: 'bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
        job_type: 'parse',
        project_id: 'proj-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
        status: 'pending',
        total_items: 0,
        completed_at: '2019-12-27T18:11:19.117Z',
        created_at: '2019-12-27T18:11:19.117Z',
        directory_id: 'dir-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
        effective_at: '2019-12-27T18:11:19.117Z',
        error_message: 'error_message',
        failed_items: 0,
        job_record_id: 'job_record_id',
        processed_items: 0,
        skipped_items: 0,
        started_at: '2019-12-27T18:11:19.117Z',
        updated_at: '2019-12-27T18:11:19.117Z',
        workflow_id: 'workflow_id',
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
            job_type: 'parse',
            project_id: 'project_id',
            status: 'pending',
            total_items: 0,
          },
          {
            id: 'id',
            job_type: 'parse',
            project_id: 'project_id',
            status: 'pending',
            total_items: 0,
          },
        ],
        total_size: 5,
      },
    },
    {
      status: 200,
      json: {
        items: [
          {
            id: 'id',
            job_type: 'parse',
            project_id: 'project_id',
            status: 'pending',
            total_items: 0,
          },
          {
            id: 'id',
            job_type: 'parse',
            project_id: 'project_id',
            status: 'pending',
            total_items: 0,
          },
        ],
        total_size: 5,
      },
    },
    {
      status: 200,
      json: {
        items: [
          {
            id: 'id',
            job_type: 'parse',
            project_id: 'project_id',
            status: 'pending',
            total_items: 0,
          },
        ],
        total_size: 5,
      },
    },
  ];

  test('all arguments', () =>
    serving([{ status: 200, json: answer }], async (url, requests) => {
      const result = await client(url).beta.batch.list({
        directory_id: 'directory_id',
        job_type: 'parse',
        limit: 1,
        offset: 0,
        organization_id: 'organization_id',
        project_id: 'project_id',
        status: 'pending',
        session: 'session',
      });
      expect(requests[0], {
        line: 'GET /api/v1/beta/batch-processing?directory_id=directory_id&job_type=parse&limit=1&offset=0&organization_id=organization_id&project_id=project_id&status=pending',
        headers: { authorization: 'Bearer my-api-key', cookie: 'session=session' },
        body: '',
      });
      assert.deepEqual({ ...result }, answer);
    }));

  test('required arguments', () =>
    serving([{ status: 200, json: answer }], async (url, requests) => {
      const result = await client(url).beta.batch.list();
      expect(requests[0], {
        line: 'GET /api/v1/beta/batch-processing',
        headers: { authorization: 'Bearer my-api-key' },
        body: '',
      });
      assert.deepEqual({ ...result }, answer);
    }));

  test('pages', () =>
    serving(pages, async (url, requests) => {
      const items: unknown[] = [];
      for await (const item of client(url).beta.batch.list()) items.push(item);
      assert.equal(items.length, 5);
      const lines = requests.map((it) => it.line);
      assert.deepEqual(lines, [
        'GET /api/v1/beta/batch-processing',
        'GET /api/v1/beta/batch-processing?offset=2',
        'GET /api/v1/beta/batch-processing?offset=4',
      ]);
    }));
});

describe('client.beta.batch.getStatus', () => {
  const answer: unknown = {
    job: {
      id: 'bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
      job_type: 'parse',
      project_id: 'proj-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
      status: 'pending',
      total_items: 0,
      completed_at: '2019-12-27T18:11:19.117Z',
      created_at: '2019-12-27T18:11:19.117Z',
      directory_id: 'dir-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
      effective_at: '2019-12-27T18:11:19.117Z',
      error_message: 'error_message',
      failed_items: 0,
      job_record_id: 'job_record_id',
      processed_items: 0,
      skipped_items: 0,
      started_at: '2019-12-27T18:11:19.117Z',
      updated_at: '2019-12-27T18:11:19.117Z',
      workflow_id: 'workflow_id',
    },
    progress_percentage: 0,
  };

  test('all arguments', () =>
    serving([{ status: 200, json: answer }], async (url, requests) => {
      const result = await client(url).beta.batch.getStatus('job_id', {
        organization_id: 'organization_id',
        project_id: 'project_id',
      });
      expect(requests[0], {
        line: 'GET /api/v1/beta/batch-processing/job_id?organization_id=organization_id&project_id=project_id',
        headers: { authorization: 'Bearer my-api-key' },
        body: '',
      });
      assert.deepEqual(result, answer);
    }));

  test('required arguments', () =>
    serving([{ status: 200, json: answer }], async (url, requests) => {
      const result = await client(url).beta.batch.getStatus('job_id');
      expect(requests[0], {
        line: 'GET /api/v1/beta/batch-processing/job_id',
        headers: { authorization: 'Bearer my-api-key' },
        body: '',
      });
      assert.deepEqual(result, answer);
    }));
});
