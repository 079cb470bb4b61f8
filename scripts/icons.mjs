/**
 * Draws the icons of the app in Teams (`node scripts/icons.mjs`): an arrow onward. They are committed, and drawn again by hand when they shall
 * look different: what smooths the edges differs a little between versions of the canvas, so no test compares them byte by byte.
 */
import { writeFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';

const blue = '#1f3a5f';
const white = '#ffffff';

/** A road that comes up from the left, and an arrow at its end, in a square of 32. */
function arrow(pen, thickness) {
  pen.strokeStyle = white;
  pen.lineWidth = thickness;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.beginPath();
  pen.moveTo(6, 23);
  pen.bezierCurveTo(11, 23, 12, 16, 17, 16);
  pen.lineTo(25, 16);
  pen.moveTo(19.5, 9.5);
  pen.lineTo(26, 16);
  pen.lineTo(19.5, 22.5);
  pen.stroke();
}

function draw(name, size, paint) {
  const canvas = createCanvas(size, size);
  const pen = canvas.getContext('2d');
  pen.scale(size / 32, size / 32);
  paint(pen);
  writeFileSync(new URL(`../manifests/teams/${name}.png`, import.meta.url), canvas.toBuffer('image/png'));
}

draw('color', 192, (pen) => {
  pen.fillStyle = blue;
  pen.fillRect(0, 0, 32, 32);
  // Teams cuts the corners; what matters stays in the middle.
  pen.translate(16, 16);
  pen.scale(0.78, 0.78);
  pen.translate(-16, -16);
  arrow(pen, 3.4);
});
draw('outline', 32, (pen) => arrow(pen, 2.6));
