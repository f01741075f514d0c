import { z } from 'zod';
import { problemShape } from '../../contract/problem.ts';
import type { RouteContract } from '../../contract/route.ts';
import type { ServerModule } from '../module.ts';

/** The OpenAPI 3.1 document of every route that the modules serve; each operation names its permission in `x-permission`. */
export function openApiDocument(modules: readonly ServerModule[], publicUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { route } of modules.flatMap((module) => module.routes)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: '履职通接口', version: '1', description: '写操作须带请求头 idempotency-key；工作身份由请求头 x-seat 指定。' },
    servers: [{ url: publicUrl }],
    paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'luzhitong.session_token' } } },
  };
}

function operation(route: RouteContract): Record<string, unknown> {
  const parameters = [...members(route.params, 'path'), ...members(route.query, 'query'), ...headers(route)];
  const open = route.permission === 'public';
  return {
    operationId: route.id,
    summary: route.summary,
    'x-permission': route.permission,
    ...(open ? {} : { security: [{ session: [] }] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.method === 'GET'
      ? {}
      : { requestBody: { required: true, content: { [bodyType(route)]: { schema: schema(route.body, 'input') } } } }),
    responses: {
      200: { description: '完成', content: { [answerType(route)]: { schema: schema(route.answer, 'output') } } },
      ...refusals(open),
    },
  };
}

function bodyType(route: RouteContract): string {
  return route.carries === 'form' ? 'multipart/form-data' : 'application/json';
}

function answerType(route: RouteContract): string {
  if (route.carries === 'stream') return 'text/event-stream';
  return route.carries === 'bytes' ? 'application/octet-stream' : 'application/json';
}

function refusals(open: boolean): Record<string, unknown> {
  const words: Record<number, string> = {
    400: '内容有误',
    401: '未登录',
    403: '无权限',
    404: '不存在',
    409: '状态已变',
    422: '编号重用',
    429: '太频繁',
  };
  const content = { 'application/json': { schema: schema(problemShape, 'output') } };
  return Object.fromEntries(
    Object.entries(words)
      .filter(([status]) => !open || status !== '401')
      .map(([status, description]) => [status, { description, content }]),
  );
}

function members(shape: z.ZodType, place: 'path' | 'query'): Record<string, unknown>[] {
  const { properties = {}, required = [] } = schema(shape, 'input') as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }));
}

function headers(route: RouteContract): Record<string, unknown>[] {
  const seat = { name: 'x-seat', in: 'header', required: false, schema: { type: 'string', format: 'uuid' } };
  const key = { name: 'idempotency-key', in: 'header', required: true, schema: { type: 'string', minLength: 8, maxLength: 100 } };
  return [...(route.permission === 'public' ? [] : [seat]), ...(route.method === 'GET' ? [] : [key])];
}

function schema(shape: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return rest;
}
