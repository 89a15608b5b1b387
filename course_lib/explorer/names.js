/* ipywidgets gives its sliders no name, and lets them read a raw number aloud. Run by the picture
   of an explorer, once for each control: its name is its label, its value the one that is shown. */
for (const handle of this.closest('.widget-vbox').querySelectorAll('[role=slider]')) {
  const control = handle.closest('.jupyter-widgets');
  const shown = control.querySelector('.widget-readout');
  if (handle.isNamed) continue;
  handle.isNamed = true;
  const tell = () => {
    const name = control.querySelector('.widget-label').textContent;
    for (const [key, text] of [['aria-label', name], ['aria-valuetext', shown.textContent]])
      if (handle.getAttribute(key) !== text) handle.setAttribute(key, text);
    shown.setAttribute('role', 'textbox');
    shown.setAttribute('aria-label', name + ', typed');
  };
  new MutationObserver(tell).observe(control, {subtree: true, childList: true,
    characterData: true, attributes: true, attributeFilter: ['aria-valuetext']});
  tell();
}
for (const button of this.closest('.widget-vbox').querySelectorAll('.widget-play button'))
  button.setAttribute('aria-label', {play: 'play', pause: 'pause', stop: 'stop', undo: 'back to the start',
    retweet: 'repeat'}[button.querySelector('i').className.match(/fa-(\w+)/)?.[1]] ?? 'play or pause');
