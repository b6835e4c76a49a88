// The language and the theme that were chosen, search, and buttons that copy. Pages are complete without it.
(() => {
  'use strict';

  const root = document.documentElement;
  const base = document.body.dataset.root ?? '';

  // Where storage is refused, a choice lasts for the page.
  const remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const remember = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // It is not kept.
    }
  };

  // --- languages -------------------------------------------------------------------------------

  const buttons = [...document.querySelectorAll('[data-choose]')];
  const known = buttons.map((it) => it.dataset.choose);
  const choose = (language) => {
    root.dataset.language = language;
    for (const it of buttons) {
      it.setAttribute('aria-pressed', String(it.dataset.choose === language));
    }
  };
  const ofPlace = () => document.getElementById(location.hash.slice(1))?.closest('section[data-language]');
  const shown = ofPlace()?.dataset.language ?? remembered('docs-language');
  if (known.length > 0) {
    choose(known.includes(shown) ? shown : known[0]);
  }
  for (const it of buttons) {
    it.addEventListener('click', () => {
      choose(it.dataset.choose);
      remember('docs-language', it.dataset.choose);
    });
  }
  const follow = () => {
    const language = ofPlace()?.dataset.language;
    if (language) {
      choose(language);
      document.getElementById(location.hash.slice(1)).scrollIntoView();
    }
  };
  addEventListener('hashchange', follow);
  follow();

  // --- theme -----------------------------------------------------------------------------------

  const theme = remembered('docs-theme');
  if (theme === 'dark' || theme === 'light') {
    root.dataset.theme = theme;
  }
  document.getElementById('theme')?.addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    remember('docs-theme', root.dataset.theme);
  });

  // --- contents --------------------------------------------------------------------------------

  // Where there is no room beside the page, they are opened when they are needed.
  const narrow = matchMedia('(max-width: 50rem)');
  const fold = () => document.getElementById('menu')?.toggleAttribute('open', !narrow.matches);
  narrow.addEventListener('change', fold);
  fold();
  document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest' });

  // --- copying ---------------------------------------------------------------------------------

  for (const box of document.querySelectorAll('.code')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      const text = box.querySelector('pre').textContent;
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = 'Copied';
      } catch {
        const range = document.createRange();
        range.selectNodeContents(box.querySelector('pre'));
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        button.textContent = document.execCommand('copy') ? 'Copied' : 'Selected';
      }
      setTimeout(() => (button.textContent = 'Copy'), 2000);
    });
    box.append(button);
  }

  addEventListener('beforeprint', () => {
    for (const it of document.querySelectorAll('details')) {
      it.open = true;
    }
  });

  // --- search ----------------------------------------------------------------------------------

  const input = document.getElementById('search');
  const list = document.getElementById('found');
  let loading;
  // A script and not JSON: pages in a file system may not fetch.
  const entries = () =>
    (loading ??= new Promise((resolve) => {
      const script = document.createElement('script');
      script.src = `${base}assets/search.js`;
      script.onload = () => resolve(globalThis.searchEntries ?? []);
      script.onerror = () => resolve([]);
      document.head.append(script);
    }));
  const score = (entry, words) => {
    let sum = 0;
    const [title, , more, note] = entry;
    const name = title.toLowerCase();
    if (note !== 'Model') sum += 1; // operations first
    for (const word of words) {
      if (name.startsWith(word)) sum += 4;
      else if (name.includes(word)) sum += 3;
      else if (more.includes(word)) sum += 1;
      else return 0;
    }
    return sum;
  };
  const search = async () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = await entries();
    const found = [];
    if (words.length > 0) {
      for (const entry of all) {
        const value = score(entry, words);
        if (value > 0) found.push([value, entry]);
      }
    }
    found.sort((a, b) => b[0] - a[0] || a[1][0].length - b[1][0].length);
    list.replaceChildren(
      ...found.slice(0, 20).map(([, [title, path, , note]]) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        const small = document.createElement('small');
        link.href = base + path;
        link.textContent = title;
        small.textContent = note;
        link.append(small);
        item.append(link);
        return item;
      }),
    );
    if (words.length > 0 && found.length === 0) {
      const item = document.createElement('li');
      item.textContent = 'Nothing found';
      list.append(item);
    }
    list.hidden = words.length === 0;
    list.dataset.for = input.value;
  };
  if (input && list) {
    input.addEventListener('focus', entries, { once: true });
    input.addEventListener('input', search);
    input.addEventListener('keydown', (event) => {
      const links = list.querySelectorAll('a');
      if (event.key === 'ArrowDown' && links.length > 0) {
        event.preventDefault();
        links[0].focus();
      } else if (event.key === 'Enter' && links.length > 0) {
        links[0].click();
      } else if (event.key === 'Escape') {
        list.hidden = true;
      }
    });
    list.addEventListener('keydown', (event) => {
      const links = [...list.querySelectorAll('a')];
      const at = links.indexOf(document.activeElement);
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        (links[at + (event.key === 'ArrowDown' ? 1 : -1)] ?? input).focus();
      } else if (event.key === 'Escape') {
        list.hidden = true;
        input.focus();
      }
    });
    addEventListener('keydown', (event) => {
      if (event.key === '/' && !/^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
        event.preventDefault();
        input.focus();
      }
    });
  }
})();
