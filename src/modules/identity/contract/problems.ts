import { problems, type ProblemTable } from '#platform/contract/problem.ts';

/** Refusals of identity. Those of a sign-in never tell whether an account exists. */
export const identityProblems = {
  'identity.sign-in-failed': { status: 401, message: '手机号或密码不正确。忘记密码可用短信验证码登录。' },
  'identity.code-failed': { status: 401, message: '验证码不正确或已过期，请重新获取。' },
  'identity.locked': { status: 429, message: '多次登录未成功，请 {minutes} 分钟后再试，或联系单位的安全管理员。' },
  'identity.wait': { status: 429, message: '操作太频繁，请 {seconds} 秒后再试。' },
  'identity.passkey-failed': { status: 401, message: '通行密钥没有通过验证，请重试或改用其他方式登录。' },
  'identity.passkey-known': { status: 409, message: '这把通行密钥已经添加过了。' },
  'identity.passkey-not-found': { status: 404, message: '没有找到这把通行密钥，可能已被删除。' },
  'identity.second-factor-lost': { status: 400, message: '登录确认已过期，请从登录页重新开始。' },
  'identity.second-factor-way': { status: 400, message: '这个账号不能用这种方式确认，请换一种。' },
  'identity.provider-not-found': { status: 404, message: '没有启用这种登录方式。' },
  'identity.provider-failed': { status: 502, message: '统一身份认证没有完成，请重试或改用其他方式登录。' },
  'identity.provider-unmatched': { status: 403, message: '统一身份认证已通过，但本系统中没有对应的人员，请联系单位管理员。' },
  'identity.state-lost': { status: 400, message: '登录过程已过期，请从登录页重新开始。' },
  'identity.session-not-found': { status: 404, message: '这次登录已经结束。' },
  'identity.account-not-found': { status: 404, message: '这位人员还没有账号。' },
  'identity.phone-taken': { status: 409, message: '这个手机号已用于另一位人员的账号，请核对。' },
  'identity.password-wrong': { status: 403, message: '当前密码不正确。' },
  'identity.password-used': { status: 409, message: '新密码与最近用过的密码相同，请换一个。' },
  'identity.password-weak': { status: 400, message: '新密码不符合要求，请按提示修改。' },
  'identity.reauthenticate': { status: 403, message: '为保证安全，请重新登录后再进行这项操作。' },
  'identity.not-yours': { status: 403, message: '不能对自己的账号进行这项操作，请由另一位安全管理员办理。' },
  'identity.not-demo': { status: 404, message: '没有找到要访问的内容，可能已被移动或收回。' },
} as const satisfies ProblemTable;

export const identityProblem = problems(identityProblems);
