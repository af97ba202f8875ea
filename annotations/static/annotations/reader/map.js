// The frame on the map: what part of the text is in view.

import { $, article } from "./page.js";

export function followView() {
  const frame = $(".map .view");
  if (!frame) return;
  const height = frame.ownerSVGElement.viewBox.baseVal.height;
  let waiting = false;
  const draw = () => {
    waiting = false;
    const text = article.getBoundingClientRect();
    const foot = $(".bio")?.getBoundingClientRect().top ?? text.bottom;
    const whole = foot - text.top;
    const top = Math.max(0, 60 - text.top);
    const bottom = Math.min(whole, innerHeight - text.top);
    const isVisible = bottom > top;
    frame.setAttribute("y", isVisible ? (top / whole) * height : 0);
    frame.setAttribute("height", isVisible ? ((bottom - top) / whole) * height : 0);
  };
  const drawSoon = () => {
    if (!waiting) requestAnimationFrame(draw);
    waiting = true;
  };
  addEventListener("scroll", drawSoon, { passive: true });
  addEventListener("resize", drawSoon);
  draw();
}
