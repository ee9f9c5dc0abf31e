import {
  DirectionalLight,
  HemisphereLight,
  Mesh,
  MeshStandardMaterial,
  type Object3D,
  PerspectiveCamera,
  Points,
  PointsMaterial,
  Scene,
  WebGLRenderer,
} from 'three';
import type { ShownSolid } from '@/graph';
import { keepBuilt } from './built';
import type { Turn } from './turn';

/** How wide the camera sees, in degrees, and how far away it stands: the cube of a solid just fits. */
const [ANGLE, AWAY] = [30, 4.6];

export interface Look {
  readonly turn: Turn;
  readonly wireframe: boolean;
  /** A colour as CSS computed it: `rgb(…)`. */
  readonly color: string;
}

export interface Stage {
  /** Draws a solid onto a canvas, as large as it is on the screen. */
  draw(canvas: HTMLCanvasElement, solid: ShownSolid, look: Look): void;
  /** Gives back the memory of a solid that is no longer shown. */
  release(solid: ShownSolid): void;
}

let stage: Stage | null | undefined;

/**
 * The one stage of the page, or null where the browser has no WebGL. All solids are drawn by one renderer and copied to their own canvases: a page may have
 * only some sixteen contexts of WebGL.
 */
export function openStage(): Stage | null {
  if (stage === undefined) stage = createStage();
  return stage;
}

function createStage(): Stage | null {
  const surface = document.createElement('canvas');
  if (!surface.getContext('webgl2', { antialias: true, alpha: true })) return null;
  const renderer = new WebGLRenderer({ canvas: surface, antialias: true, alpha: true });
  const camera = new PerspectiveCamera(ANGLE, 1, 0.1, 40);
  const scene = new Scene();
  const light = new DirectionalLight(0xffffff, 2.2);
  scene.add(new HemisphereLight(0xffffff, 0x6f6f86, 1.5), light, light.target);
  const built = keepBuilt();
  return {
    draw(canvas, solid, { turn, wireframe, color }) {
      const context = canvas.getContext('2d');
      const [width, height] = [canvas.clientWidth, canvas.clientHeight];
      if (!context || width === 0 || height === 0) return;
      const scale = Math.min(2, window.devicePixelRatio || 1);
      const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
      if (canvas.width !== across || canvas.height !== down) [canvas.width, canvas.height] = [across, down];
      if (surface.width !== across || surface.height !== down) renderer.setSize(across, down, false);
      camera.aspect = width / height;
      const away = AWAY / turn.zoom;
      camera.position.set(
        away * Math.cos(turn.pitch) * Math.sin(turn.yaw),
        away * Math.sin(turn.pitch),
        away * Math.cos(turn.pitch) * Math.cos(turn.yaw),
      );
      camera.lookAt(0, 0, 0);
      camera.updateProjectionMatrix();
      // The light comes over the left shoulder of whoever looks.
      light.position.set(-1.2, 1.8, 1.4).applyQuaternion(camera.quaternion);
      const object = built.of(solid);
      paint(object, color, wireframe);
      scene.add(object);
      renderer.render(scene, camera);
      scene.remove(object);
      context.clearRect(0, 0, across, down);
      context.drawImage(surface, 0, 0);
    },
    release: built.release,
  };
}

function paint(object: Object3D, color: string, wireframe: boolean): void {
  if (object instanceof Points && object.material instanceof PointsMaterial) object.material.color.setStyle(color);
  if (!(object instanceof Mesh) || !(object.material instanceof MeshStandardMaterial)) return;
  object.material.color.setStyle(color);
  object.material.wireframe = wireframe;
}
