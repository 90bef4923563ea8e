/** Which scene is drawn under which name. */
import type { Scene } from './ink.ts'
import { atlasVillage, kremlinTelephone, lighthouse, medinaBookbinder } from './scenes/abroad.ts'
import { hawkerStall, lakeNets, nightBookshop, snowStation } from './scenes/journeys.ts'
import { hillRadio, lighthouseStair, ricePot, riverBends, tideGauge } from './scenes/lines.ts'
import { cableShip, harbourStadium, marathonDusk, starsOverCity } from './scenes/night.ts'
import { floppyArchive, laundretteChess, operaPiano, unfinishedMuseum } from './scenes/rooms.ts'
import { glacierStake, lakeRubbishBoat, mangroveNursery, mangroveRoots } from './scenes/waters.ts'
import { biscuitLine, containerPort, repairBench } from './scenes/work.ts'

type Picture = { scene: Scene; width?: number; height?: number }

export const SCENES: Record<string, Picture> = {
  'kremlin-telephone': { scene: kremlinTelephone },
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
  'harbour-stadium': { scene: harbourStadium },
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
}
