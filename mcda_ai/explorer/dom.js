// Making elements. Labels of a study are only ever set as text, so that none is read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** Make an element: attributes by name, `on...` handlers, then texts and elements inside. */
export function make(tag, attributes = {}, ...inside) {
  return fill(document.createElement(tag), attributes, inside);
}

/** Make an SVG element. */
export function draw(tag, attributes = {}, ...inside) {
  return fill(document.createElementNS(SVG, tag), attributes, inside);
}

function fill(element, attributes, inside) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...inside.flat());
  return element;
}
