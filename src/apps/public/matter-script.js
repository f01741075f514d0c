// What the page of one matter adds where scripts run. Everything that can be read is there without it; each button appears only once it works.
const part = document.querySelector('[data-matter]');
const say = part.querySelector('[data-say]');
const note = part.querySelector('[data-note]');
const address = document.querySelector('link[rel=canonical]').href;
const button = (what) => part.querySelector(`[data-do=${what}]`);

/** Shows a button and does its work when it is pressed; a failure is said beside it. */
function offer(what, work) {
  const one = button(what);
  one.hidden = false;
  one.addEventListener('click', () => void pressed(one, work));
}

async function pressed(one, work) {
  one.disabled = true;
  try {
    say.textContent = (await work(one)) ?? '';
  } catch (error) {
    if (error.name !== 'AbortError') say.textContent = error.words ?? '没有成功，请检查网络后再试。';
  } finally {
    one.disabled = false;
  }
}

offer('print', () => {
  window.print();
});
if (navigator.clipboard)
  offer('copy', async () => {
    await navigator.clipboard.writeText(address);
    return '链接已复制，可以粘贴到微信里发给别人。';
  });
if (navigator.share) offer('share', () => navigator.share({ title: document.querySelector('h1').textContent, url: address }));

const followed = `luzhitong.follow.${part.dataset.matter}`;
if (part.dataset.key && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) {
  note.hidden = false;
  offer('follow', (one) => (localStorage.getItem(followed) ? stop(one) : start(one)));
  nameIt(button('follow'));
}

function nameIt(one) {
  const on = localStorage.getItem(followed) !== null;
  one.textContent = on ? '取消提醒' : '有变化提醒我';
  one.setAttribute('aria-pressed', String(on));
}

async function start(one) {
  if ((await Notification.requestPermission()) !== 'granted') return '浏览器没有允许通知。请在浏览器设置里允许本站通知，再按一次。';
  const registration = await navigator.serviceWorker.register('/p/service-worker.js', { scope: '/p/' });
  await navigator.serviceWorker.ready;
  const subscription =
    (await registration.pushManager.getSubscription()) ??
    (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: part.dataset.key }));
  const { endpoint, keys } = subscription.toJSON();
  await send('follow', { endpoint, keys });
  localStorage.setItem(followed, endpoint);
  nameIt(one);
  return '已开始提醒。承诺有了报告、评价，或者公开的内容变了，会通知您。';
}

async function stop(one) {
  await send('unfollow', { endpoint: localStorage.getItem(followed) });
  localStorage.removeItem(followed);
  nameIt(one);
  return '已取消提醒。';
}

async function send(what, body) {
  const answer = await fetch(`${part.dataset.matter}/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
    credentials: 'omit',
  });
  if (answer.ok) return;
  const { message } = await answer.json().catch(() => ({}));
  throw Object.assign(new Error('refused'), { words: message });
}
