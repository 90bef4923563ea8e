/** Which scene is drawn under which name. */

import { callMap } from './scenes/call-map.ts'
import { hillRadio, riverBends } from './scenes/country.ts'
import { cupFinal } from './scenes/cup-final.ts'
import { hawkerStall, nightBookshop } from './scenes/evening.ts'
import { lakeNets, lakeRubbishBoat } from './scenes/lakes.ts'
import { laundretteChess } from './scenes/laundrette.ts'
import { atlasVillage, medinaBookbinder } from './scenes/maghreb.ts'
import { mangroveNursery, mangroveRoots } from './scenes/mangroves.ts'
import { unfinishedMuseum } from './scenes/museum.ts'
import { glacierStake, lighthouse, snowStation } from './scenes/north.ts'
import { lighthouseStair, ricePot, tideGauge } from './scenes/portrait-format.ts'
import { PORTRAITS, portrait } from './scenes/portraits.ts'
import { floppyArchive, operaPiano } from './scenes/rooms.ts'
import { marathonDusk } from './scenes/sport.ts'
import { cableShip, starsOverCity } from './scenes/stars-and-sea.ts'
import { stormTrack } from './scenes/storm-track.ts'
import { biscuitLine, containerPort } from './scenes/work.ts'
import { repairBench } from './scenes/workshop.ts'
import type { Scene } from './svg.ts'

/** `plain`: in the hand for hard news, see plain.ts. */
type Picture = { scene: Scene; width?: number; height?: number; plain?: true }

export const SCENES: Record<string, Picture> = {
  'call-map': { scene: callMap, plain: true },
  'storm-track': { scene: stormTrack, plain: true },
  'cup-final': { scene: cupFinal, plain: true },
  'atlas-village': { scene: atlasVillage },
  lighthouse: { scene: lighthouse },
  'medina-bookbinder': { scene: medinaBookbinder },
  'hawker-stall': { scene: hawkerStall },
  'snow-station': { scene: snowStation },
  'lake-nets': { scene: lakeNets },
  'night-bookshop': { scene: nightBookshop },
  'container-port': { scene: containerPort },
  'biscuit-line': { scene: biscuitLine },
  'repair-bench': { scene: repairBench },
  'glacier-stake': { scene: glacierStake },
  'mangrove-roots': { scene: mangroveRoots },
  'mangrove-nursery': { scene: mangroveNursery },
  'lake-rubbish-boat': { scene: lakeRubbishBoat },
  'stars-over-city': { scene: starsOverCity },
  'cable-ship': { scene: cableShip },
  'marathon-dusk': { scene: marathonDusk },
  'floppy-archive': { scene: floppyArchive },
  'opera-piano': { scene: operaPiano },
  'unfinished-museum': { scene: unfinishedMuseum },
  'laundrette-chess': { scene: laundretteChess },
  'hill-radio': { scene: hillRadio },
  'river-bends': { scene: riverBends },
  'tide-gauge': { scene: tideGauge, width: 1067, height: 1600 },
  'lighthouse-stair': { scene: lighthouseStair, width: 1067, height: 1600 },
  'rice-pot': { scene: ricePot, width: 1067, height: 1600 },
  ...Object.fromEntries(Object.entries(PORTRAITS).map(([name, face]) => [name, { scene: portrait(face), width: 720, height: 720 }])),
}
