/** A museum of unfinished things. */

import { person, skins } from '../people.ts'
import {
  clip,
  curve,
  ellipse,
  fillPath,
  gradient,
  path,
  polygon,
  rectangle,
  repeat,
  roundedRectangle,
  type Scene,
  shade,
  shadedFill,
  strokePath,
} from '../svg.ts'

export const unfinishedMuseum: Scene = ({ w }) => {
  const canvas = rectangle(150, 250, 400, 300)
  return [
    gradient(rectangle(-20, -20, w + 40, 760), ['#7f9690', '#b5bfab']),
    fillPath(polygon([-20, -20], [1620, -20], [1380, 90], [220, 90]), '#f7f3e6'),
    repeat(5, (i) => fillPath(polygon([260 + i * 232, 74], [300 + i * 218, 6], [470 + i * 218, 6], [446 + i * 226, 74]), '#cfe4ea')).join(''),
    strokePath(path([-20, 90], [1620, 90]), '#b9b5a4', 4),
    repeat(4, (i) => fillPath(polygon([330 + i * 260, 92], [520 + i * 250, 92], [380 + i * 250, 760], [150 + i * 260, 760]), '#fff3cf', 'opacity="0.26"')).join(
      '',
    ),
    shade(rectangle(-20, 90, w + 40, 640), '#9a9684', { angle: 180, reach: 0.6, strength: 0.5 }),
    fillPath(rectangle(-20, 710, w + 40, 24), '#c9c2ae'),
    gradient(rectangle(-20, 734, w + 40, 370), ['#c9a67d', '#a27a56']),
    repeat(12, (i) => strokePath(path([800 + (i - 5.5) * 150, 736], [800 + (i - 5.5) * 330, 1100]), '#8a6446', 2.5)).join('') +
      strokePath(path([-20, 800], [1620, 800]), '#8a6446', 2) +
      strokePath(path([-20, 910], [1620, 910]), '#8a6446', 2.5),
    shade(rectangle(-20, 734, w + 40, 370), '#4a3028', { angle: -90, reach: 0.8 }),
    fillPath(rectangle(136, 244, 440, 330), '#8a8270', 'opacity="0.4"') + shadedFill(rectangle(126, 226, 448, 348), '#8a5a30', '#3a2218', { angle: -90 }),
    fillPath(canvas, '#f3ecd8'),
    clip(
      canvas,
      gradient('M150 250H362L384 300L358 330L390 352L366 420H150z', ['#7fb0c6', '#f3d9b0']),
      fillPath('M150 420Q240 360 340 400L380 380L366 430L392 470L350 500L372 550H150z', '#5f8a5c'),
      fillPath('M150 480Q220 440 300 490L352 500L330 550H150z', '#3a6a52'),
      fillPath(ellipse(260, 320, 26), '#f6c35c'),
      fillPath(polygon([240, 470], [240, 430], [270, 406], [300, 430], [300, 470]), '#c8563a'),
      strokePath('M380 400Q440 370 540 410M400 470Q460 450 540 490M470 410v-40l24 -18l24 18v40M440 310a22 22 0 1 0 .1 0', '#a59a8a', 3),
    ),
    fillPath(roundedRectangle(300, 590, 110, 40, 3), '#f7f3e6') +
      strokePath(path([314, 604], [394, 604]), '#a59a8a', 3) +
      strokePath(path([314, 616], [370, 616]), '#a59a8a', 3),
    fillPath(ellipse(800, 880, 240, 26), '#4a3028', 'opacity="0.45"'),
    shadedFill(polygon([640, 740], [960, 740], [980, 880], [620, 880]), '#d9d4c6', '#7a7468', { angle: 180 }) +
      fillPath(rectangle(626, 722, 348, 24), '#eee9dc'),
    fillPath(roundedRectangle(740, 790, 120, 44, 3), '#b6a98c'),
    statue(800, 722),
    fillPath(ellipse(1310, 868, 230, 20), '#4a3028', 'opacity="0.45"'),
    strokePath(path([1150, 680], [1140, 866]), '#5a3a28', 12) +
      strokePath(path([1470, 680], [1480, 866]), '#5a3a28', 12) +
      shadedFill(rectangle(1100, 660, 420, 26), '#7a4e30', '#3a2218', { angle: -90 }),
    fillPath('M1110 660q60 -16 120 0zM1400 660q50 -20 110 0z', '#7a9a6a'),
    fillPath(rectangle(1110, 652, 400, 8), '#5f9aa8'),
    shadedFill(rectangle(1180, 460, 26, 196), '#b8452f', '#5a1f1c', { angle: 180 }) + fillPath(rectangle(1172, 450, 42, 12), '#d9663f'),
    shadedFill(polygon([1108, 572], [1322, 572], [1334, 580], [1318, 588], [1330, 596], [1108, 596]), '#c9573a', '#5a1f1c', { angle: -90 }),
    strokePath('M1193 456Q1140 500 1108 566M1193 456Q1250 500 1320 566', '#8a3426', 5),
    repeat(9, (i) => strokePath(path([1118 + i * 22, 572], [1118 + i * 22, 556 - Math.max(0, 70 - Math.abs(i - 3.4) * 22)]), '#8a3426', 2.5)).join(''),
    strokePath(path([1330, 584], [1506, 584]), '#f6eedb', 4, 'stroke-dasharray="10 12"') +
      strokePath('M1430 656V470M1430 462Q1380 510 1330 570M1430 462Q1480 510 1506 560', '#f6eedb', 4, 'stroke-dasharray="10 12"'),
    fillPath(rectangle(1390, 640, 30, 12) + rectangle(1440, 644, 46, 8) + rectangle(1404, 630, 26, 10), '#c9573a'),
    strokePath('M1080 900V800M1540 900V800', '#8a2f3a', 8) +
      strokePath('M1080 806Q1310 866 1540 806', '#8a2f3a', 7) +
      fillPath(ellipse(1080, 902, 24, 7) + ellipse(1540, 902, 24, 7), '#5a1f2a'),
    person({
      x: 540,
      y: 1000,
      height: 340,
      coat: '#2f5f6a',
      hem: 'coat',
      hairdo: 'bob',
      hair: '#4a2a1e',
      skin: skins[4],
      near: 'pocket',
      far: 'hold',
      shadow: '#3a2420',
      bag: '#c9573a',
    }),
  ]
}

function statue(x: number, y: number): string {
  const [stone, dark] = ['#f1ece0', '#8a8478']
  const rough = `M${x - 150} ${y}L${x - 158} ${y - 130}L${x - 136} ${y - 210}L${x - 150} ${y - 290}L${x - 96} ${y - 330}L${x - 60} ${y - 318}L${x - 10} ${y - 340}L${x + 60} ${y - 310}L${x + 110} ${y - 326}L${x + 146} ${y - 280}L${x + 134} ${y - 180}L${x + 156} ${y - 100}L${x + 148} ${y}z`
  const torso = `M${x - 110} ${y - 300}C${x - 120} ${y - 400} ${x - 96} ${y - 440} ${x - 40} ${y - 452}L${x - 30} ${y - 480}H${x + 26}L${x + 36} ${y - 452}C${x + 90} ${y - 440} ${x + 112} ${y - 400} ${x + 100} ${y - 310}C${x + 60} ${y - 290} ${x - 60} ${y - 280} ${x - 110} ${y - 300}z`
  const head = `M${x - 44} ${y - 530}C${x - 50} ${y - 590} ${x + 40} ${y - 600} ${x + 46} ${y - 540}L${x + 58} ${y - 520}L${x + 44} ${y - 512}C${x + 44} ${y - 480} ${x + 20} ${y - 464} ${x - 6} ${y - 466}C${x - 30} ${y - 470} ${x - 44} ${y - 496} ${x - 44} ${y - 530}z`
  const cuts = repeat(14, (i) =>
    strokePath(
      path([x - 120 + (i % 5) * 56, y - 40 - Math.floor(i / 5) * 90], [x - 96 + (i % 5) * 56, y - 62 - Math.floor(i / 5) * 90]),
      dark,
      4,
      'opacity="0.6"',
    ),
  ).join('')
  return (
    shadedFill(torso, stone, dark, { angle: 180, reach: 0.8 }) +
    strokePath(
      curve([
        [x - 76, y - 400],
        [x - 20, y - 376],
        [x + 40, y - 400],
      ]),
      dark,
      4,
      'opacity="0.6"',
    ) +
    strokePath(path([x - 10, y - 372], [x - 8, y - 320]), dark, 4, 'opacity="0.5"') +
    shadedFill(head, stone, dark, { angle: 180, reach: 0.7 }) +
    strokePath(`M${x - 46} ${y - 540}C${x - 40} ${y - 600} ${x + 40} ${y - 606} ${x + 46} ${y - 546}M${x - 40} ${y - 520}q-12 30 6 50`, '#a59c8c', 17) +
    strokePath(`M${x + 18} ${y - 538}q12 -8 22 0`, dark, 4) +
    shadedFill(rough, '#d8d1c0', '#7a7264', { angle: 180, reach: 0.9 }) +
    fillPath(`M${x - 150} ${y - 290}L${x - 96} ${y - 330}L${x - 60} ${y - 318}L${x - 90} ${y - 270}z`, '#ece6d8') +
    cuts +
    strokePath(path([x + 250, y + 176], [x + 196, y + 40]), '#8a5a30', 13) +
    shadedFill(`M${x + 168} ${y + 34}l46 -18l12 28l-46 18z`, '#5a6468', '#23282c', { angle: 180 }) +
    [-250, -214, 196, 232, 280]
      .map((chip, i) =>
        fillPath(
          polygon([x + chip, y + 168 + i * 7], [x + chip + 12, y + 154 + i * 7], [x + chip + 30, y + 160 + i * 7], [x + chip + 34, y + 172 + i * 7]),
          '#d8d1c0',
        ),
      )
      .join('')
  )
}
