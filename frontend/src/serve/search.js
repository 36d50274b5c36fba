// Search as you type: an enhancement of the form, which works without it.
const form = document.querySelector('form[role="search"]');

if (form) {
  const input = form.querySelector('input[name="q"]');
  const list = document.createElement('ul');
  Object.assign(list, { id: 'suggestions', hidden: true });
  list.setAttribute('role', 'listbox');
  Object.entries({ role: 'combobox', 'aria-controls': 'suggestions', 'aria-expanded': 'false', 'aria-autocomplete': 'list' })
    .forEach(([name, value]) => input.setAttribute(name, value));
  form.append(list);
  let chosen = -1;
  let asked = 0;

  const choose = (index) => {
    const options = [...list.children];
    chosen = options.length ? (index + options.length) % options.length : -1;
    options.forEach((option, at) => option.setAttribute('aria-selected', String(at === chosen)));
    if (chosen >= 0) input.setAttribute('aria-activedescendant', options[chosen].id);
    else input.removeAttribute('aria-activedescendant');
  };

  const show = (matches) => {
    list.replaceChildren(...matches.map((match, at) => {
      const option = document.createElement('li');
      const link = document.createElement('a');
      const kind = document.createElement('small');
      option.id = `suggestion-${at}`;
      option.setAttribute('role', 'option');
      link.href = `/id/${encodeURIComponent(match.id)}`;
      link.tabIndex = -1;
      link.textContent = match.label;
      kind.textContent = [match.kind.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(), match.passages || ''].filter(String).join(' · ');
      option.append(link, kind);
      return option;
    }));
    list.hidden = matches.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    chosen = -1;
    input.removeAttribute('aria-activedescendant');
  };

  input.addEventListener('input', async () => {
    const turn = ++asked;
    const sought = input.value.trim();
    if (!sought) { show([]); return; }
    const answer = await fetch(`/api/search?limit=10&q=${encodeURIComponent(sought.slice(0, 200))}`);
    if (turn === asked && answer.ok) show((await answer.json()).matches);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      choose(chosen + (event.key === 'ArrowDown' ? 1 : chosen < 0 ? 0 : -1));
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault();
      list.children[chosen].querySelector('a').click();
    } else if (event.key === 'Escape') show([]);
  });
}
