// The year of the map by a slider: while it is dragged the circles follow, when it is let go the page of that year is loaded.

const SPACE = "http://www.w3.org/2000/svg";
const WEST = -2.52, EAST = 2.7, NORTH = 1.33, SOUTH = -1.05;
const LARGEST = 0.032, SMALLEST = 1.4, RING = 2.4;

// Equal Earth projection (Savric, Patterson and Jenny 2019), in radii of the globe; the map of the page is drawn with the same.
function project(longitude, latitude) {
  const a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
  const theta = Math.asin(Math.sqrt(3) / 2 * Math.sin(latitude * Math.PI / 180));
  const t2 = theta * theta, t6 = t2 * t2 * t2;
  const x = 2 * Math.sqrt(3) * longitude * Math.PI / 180 * Math.cos(theta) / (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1));
  return [x, theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))];
}

function of(spells, year) {
  return spells.find(([first, last]) => first <= year && year <= last);
}

// The states of a year: where each is on a map of a width, its value, whether it belongs to the core.
function states(told, year, width, top) {
  const scale = width / (EAST - WEST), found = [];
  for (const state of told.states) {
    const seat = of(state.seats, year), name = of(state.names, year);
    if (!seat || !name || !of(state.spells, year)) continue;
    const [x, y] = project(seat[2], seat[3]);
    const value = state.values[year - state.first] ?? null;
    found.push({name: name[2], x: (x - WEST) * scale, y: (NORTH - y) * scale + top, value, core: state.core.some(([a, b]) => a <= year && year <= b)});
  }
  return found.sort((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0));
}

function circle(state, largest, width, signed, core) {
  const mark = document.createElementNS(SPACE, "circle");
  const known = state.value !== null;
  const radius = known ? Math.max(SMALLEST, largest ? LARGEST * width * Math.sqrt(Math.abs(state.value) / largest) : 0) : RING;
  const look = !known ? "paper" : signed ? (state.value >= 0 ? "a" : "b") : core && !state.core ? "leader" : "a";
  mark.setAttribute("cx", state.x.toFixed(1));
  mark.setAttribute("cy", state.y.toFixed(1));
  mark.setAttribute("r", radius.toFixed(1));
  mark.setAttribute("fill", `var(--${look})`);
  mark.setAttribute("stroke", known ? (radius >= 3.5 ? "var(--paper)" : `var(--${look})`) : "var(--soft)");
  return mark;
}

function draw(svg, told, year) {
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const top = height - (NORTH - SOUTH) * width / (EAST - WEST);
  const found = states(told, year, width, top), known = found.filter((each) => each.value !== null);
  const largest = Math.max(0, ...known.map((each) => Math.abs(each.value)));
  const signed = known.some((each) => each.value < 0), core = !signed && found.some((each) => each.core);
  const layer = document.createElementNS(SPACE, "g");
  layer.setAttribute("class", "moving");
  layer.append(...found.map((each) => circle(each, largest, width, signed, core)));
  svg.querySelector(".moving")?.remove();
  for (const mark of svg.querySelectorAll("circle, text")) if (Number(mark.getAttribute("cy") ?? mark.getAttribute("y")) > top - 6) mark.setAttribute("visibility", "hidden");
  svg.append(layer);
  return known.slice(0, 3).map((each) => each.name).join(", ");
}

async function begin() {
  const figure = document.querySelector("#chart-world"), place = document.querySelector("#slider");
  if (!figure || !place) return;
  const slider = place.querySelector("input"), said = place.querySelector("output");
  let told = null, wanted = null;
  const show = () => {
    wanted = null;
    if (!told) return;
    const year = Number(slider.value);
    let most = "";
    for (const svg of figure.querySelectorAll("svg")) most = draw(svg, told, year);
    said.textContent = most ? `${year}: ${most}` : `${year}: not known`;
    document.body.dataset.moving = slider.value;
  };
  place.hidden = false;
  slider.addEventListener("input", async () => {
    told ??= await (await fetch(place.dataset.values)).json();
    wanted ??= requestAnimationFrame(show);
  });
  slider.addEventListener("change", () => {
    if (slider.value !== slider.defaultValue) location.assign(place.dataset.address.replace("YEAR", slider.value));
  });
}

begin();
