import type { View } from '@/graph';

/** What came out of a template when it was run once, in the browser or by `npm run bench`: for its card on the home page. */
export interface TemplateResult {
  /** How long it took on two cores without a GPU; nothing is said where the whole was not timed. */
  readonly seconds?: number;
  readonly curves?: Extract<View, { view: 'curves' }>['series'];
  /** Points that it made: x and y of each in turn, in hundredths. */
  readonly points?: readonly number[];
  /** Texts with what they are: whole, or cut into tokens. */
  readonly lines: readonly { readonly label: string; readonly pieces: readonly string[] }[];
}

const whole = (label: string, text: string) => ({ label, pieces: [text] });
/** Tokens are divided by strokes here. */
const cut = (label: string, text: string) => ({ label, pieces: text.split('|') });

export const RESULTS: Readonly<Record<string, TemplateResult>> = {
  'tiny-gpt': {
    seconds: 114,
    curves: [
      {
        name: 'Training',
        x: [2, 66, 128, 192, 258, 320, 384, 450, 512, 576, 642, 704, 768, 834, 898, 960],
        y: [6.22, 4.33, 3.67, 3.48, 3.3, 3.4, 3.1, 3.03, 2.85, 2.88, 2.87, 2.76, 2.72, 2.62, 2.53, 2.56],
      },
      { name: 'Validation', x: [0, 200, 400, 600, 800, 1_000], y: [6.24, 3.52, 3.2, 2.93, 2.74, 2.64] },
    ],
    lines: [
      whole('loss', 'from 6.24 to 2.64'),
      whole('it writes', 'I have seen the better; I am a grave. By that from I knownsed may by the bridge.'),
    ],
  },
  'points-diffusion': {
    seconds: 13,
    points: [
      132, -147, -146, 135, -3, 193, -136, -131, -136, -132, 0, 204, 7, 198, 1, 208, -214, -12, 3, 204, 146, -114, 133,
      -137, -202, -9, -146, 133, 156, -149, -132, 133, 12, -217, 200, -15, 0, -204, 4, -216, 74, 159, -201, 3, 198, 13,
      2, -206, -135, 148, -5, 204, 128, -155, 4, -200, -132, 151, 7, -197, 208, 5, 136, -138, -15, -202, -135, 139,
      -138, 135, 134, -136, -103, 143, 140, -141, 219, 10, -137, -141, 143, -124, -151, -150, 5, -204, -134, 130, 3,
      212, 22, -201, -152, 142, -190, 3, -146, -157, -144, -165, 211, 2, 197, -1, 151, 141, -140, 143, 5, -198, -151,
      -140, 218, -18, -135, 142, -199, -3, 128, -140, 155, -133, 17, 192, 140, -157, -209, -1, -135, -144, 3, -201, 1,
      -212, -1, 183, 158, 134, -138, 145, 159, -151, 140, -142, 151, -147, 0, -206, -1, 201, -140, -143, 196, -1, 150,
      141, 142, 148, 195, -6, -140, 140, -2, 204, 129, 131, 147, -146, 185, -11, -197, -3, -197, 3, 3, 192, -3, -210,
      128, 146, 142, -135, 15, 196, 0, 200, -148, -152, 158, -161, 134, 146, -134, -129, -5, 212, -12, -210, -139, -140,
      -3, -190, -146, 155, 136, -152, 2, 199, -2, -202, 7, 203, -194, -1, 167, -135, 172, -96, 4, -207, 13, -220, -209,
      -2, -145, -106, 140, -146, 152, 152, 150, -138, 148, -147, 139, -144, 191, 6, 163, 157, -150, -140, 163, -157,
      -203, -21, -191, 16, 2, 190, 143, -152, -198, -15, 20, -213, -134, 140, 141, -129, 150, -145, 195, 2, 196, 8,
      -143, -144, 127, -141, 157, 129, -131, 135, -123, -145, -140, 156, 213, 4, -3, 195, 177, -56, -133, 147, -8, 202,
      220, -3, -6, 203, -136, 142, 201, 2, 149, -139, 7, 199, 210, -3, 133, -143, 2, 194, 142, 141, -2, -200, 134, -133,
      138, 135, 6, -198, -139, 126, 150, -140, -15, 202, -183, 19, 205, -3, 1, -193, 196, -2, -7, -202, 3, 202, 187, -1,
      -8, 201, -1, 199, 204, -10, 143, 156, 140, 147, -137, -141, 13, 205, 4, -197, -4, -193, -4, 204, 189, 12, 200, -1,
      12, -204, -141, 140, -141, 134, -148, 143, 142, -146, 4, 198, -149, 146, -7, 191, -137, 142, 148, -141, -9, -203,
      145, -147, -131, -131, -5, -198, 3, -206, -194, -2, 5, 198, 151, -157, 9, 208, -145, 139,
    ],
    lines: [whole('clusters found', '8 of 8'), whole('near one', '96 %')],
  },
  'points-vae': {
    seconds: 13,
    points: [
      147, 5, 58, -72, 112, 14, -118, 14, 45, -1, -46, 29, -127, 37, -76, 69, -6, -53, 24, -60, 64, -77, -18, -50, -3,
      -25, -37, -16, -32, -47, 147, 6, 147, 1, 39, 17, 19, -82, -156, 5, -22, -42, 27, -83, 1, -65, -147, -17, 48, -3,
      4, 68, 34, -41, 153, -17, 106, -68, -139, 22, 145, -25, 14, 45, 91, -72, -57, 67, 14, -30, 88, -35, 154, -22, 42,
      -5, 10, -31, 44, -3, -127, 37, 76, -77, -34, -40, 42, 4, 93, -108, -9, 64, -38, -7, 89, -75, 32, -74, -82, 67, 81,
      -54, -80, 69, 21, -70, -53, 79, -127, -9, 66, -90, -132, 39, -53, 64, -140, 18, -127, 20, 32, -44, 23, 47, 113,
      -65, 149, 19, -139, 18, -46, -29, 116, -49, 27, -42, 149, 9, -53, 57, 92, -22, -46, 71, 42, -89, -77, 56, -39,
      -37, -56, 79, 55, -70, -28, -35, -54, -3, -21, 68, -88, 70, 117, -46, 19, -66, 57, -73, -122, 41, 41, 15, 49, -57,
      63, -85, 147, 2, -149, -16, -34, -25, 114, -51, 118, -40, 98, -66, 122, -41, -57, 88, 57, 4, -140, 43, -73, 69,
      -74, 82, 77, -74, 107, -60, 88, -67, 82, -81, -56, -1, -39, 22, -59, 25, -48, -3, -45, 72, 80, -65, 83, -82, -3,
      -14, 118, -12, -106, 47, -130, -19, -147, -10, -138, 20, -88, 73, -146, -4, 111, -41, 89, -87, 75, -68, -55, 9,
      136, -10, 82, -28, 40, -77, -72, 68, 62, -69, -125, 46, 101, -59, -114, 45, -94, 46, -138, 31, 94, -25, -56, 33,
      -127, 36, -50, 42, -107, 23, 30, -17, 61, -14, 147, -12, 63, 15, -46, 0, 48, -73, -47, -30, -61, 22, -2, 30, 33,
      27, -39, 72, -82, 32, -146, -1, -15, 61, 35, 55, 113, 39, 19, 45, -27, 75, -107, 59, -9, 40, -130, 33, -40, 31,
      -31, -31, -15, 74, 147, 8, -117, 36, -80, 8, -14, 70, -84, 70, -17, 67, 94, 22, -67, 79, -118, 15, 130, -33, -127,
      37, 70, -80, -131, 33, -144, 5, -38, 70, 150, 1, 85, -69, -141, -7, 49, -77, 146, 2, 102, -56, 86, -56, -70, 79,
      -13, -38, -44, 1, -14, 22, 47, -25, -149, -16, -144, 9, -53, 75, -77, 78, -51, 17, -168, 15, 114, 56, 132, -33,
      53, -76, 115, -49, 130, -40,
    ],
    lines: [whole('near real ones', '88 %'), whole('reaching', '99 % of the real shape')],
  },
  'points-gan': {
    seconds: 22,
    points: [
      4, -205, 196, 1, 8, -204, 5, 206, 6, -203, -139, 147, -148, 152, -193, -8, 137, 142, 182, 33, 194, 1, 146, 137,
      163, -138, 11, 197, 11, 189, 4, -205, 2, -203, 3, -204, 157, 143, -157, 154, 147, 139, 152, 147, 151, 141, 4, 206,
      2, -203, -136, -140, 174, -63, 137, -144, 200, 2, -153, 153, 139, -142, -135, -140, 199, 2, -191, -7, 148, -146,
      137, -139, 138, -140, 146, -137, 148, -144, 146, -138, -148, 152, 197, 1, 9, 189, 146, -141, 178, 15, -138, -143,
      -41, 180, 198, 2, 143, 149, -194, -7, 200, 2, -193, -7, 144, 148, -190, 4, 5, 200, 145, 157, -142, 157, -198, -10,
      -151, 151, -127, 142, 198, 2, -135, -136, 201, 2, 9, -203, -146, 150, 8, 191, 201, 2, 198, 1, 4, -204, -206, -15,
      131, -141, -191, 1, 147, 151, -207, -11, 9, 190, -194, 1, 197, 1, 145, 138, 7, 202, -139, -143, -196, -7, 138,
      -138, 136, 147, 194, 1, -146, 151, 3, -204, 198, 2, 144, 155, 3, -204, 6, 201, 127, 145, 201, 2, 136, -143, 200,
      2, 137, -146, -146, -111, 4, -205, -223, -17, -192, -8, -197, -4, 198, 1, 201, 2, 199, 3, 196, 1, 7, 202, -135,
      145, -134, 147, 7, 203, -159, -66, 199, 3, 196, 1, 167, -156, 2, -203, -139, 150, 4, 203, 5, 203, -148, 150, -196,
      -8, 5, 202, 136, -143, 194, 1, 198, 2, 5, 207, 2, -203, 138, -138, 144, 150, -192, -7, 198, 1, -163, 83, 200, 2,
      -142, 151, -140, 150, -149, 159, 141, -139, -140, 150, -148, 151, -140, 144, -128, 143, 147, -139, 4, -201, 140,
      -136, 6, -204, 7, 205, 139, 149, 8, 191, -129, 145, -163, -132, -39, -186, -133, -147, -136, 147, 5, 204, -134,
      -142, 4, -205, 8, -204, -135, -140, -140, -145, -205, -12, -191, -10, -150, 152, -137, 145, 144, 139, -141, -145,
      5, -205, -142, 149, 5, 205, -140, -144, -195, -7, -138, -143, 7, -204, -195, -3, 5, 207, 136, -140, -148, 152,
      194, 1, -150, 153, -116, 140, -131, -147, 2, -203, 199, 2, 5, 200, 144, 151, 3, -204, 201, 2, 200, 2, -195, -4,
      143, 147, -2, 201, -155, 80, 139, -141, 5, 202, -149, 151, -193, -1, -196, -6, -129, 146, -162, 169, 7, -204, 139,
      -144, 143, 151, 200, -1, 201, 2,
    ],
    lines: [whole('clusters found', '8 of 8'), whole('near one', '94 %')],
  },
  'points-flow': {
    seconds: 15,
    points: [
      137, 200, -83, -156, 150, 177, 117, -126, -111, 202, -8, 65, 180, -107, 126, 40, -64, -125, -107, -25, -74, -195,
      -48, -176, -141, 31, -98, 27, -8, -242, 138, 201, 110, 233, -69, 188, 7, -272, 255, -82, -59, -118, -1, -267, -37,
      -211, 91, -281, -99, 204, 165, 204, -175, 7, -260, 178, -264, -134, 216, -101, -248, -19, -43, 163, -254, -119,
      115, 56, -156, 23, -209, 1, -257, 147, -128, 193, -155, 23, -124, 195, 179, -107, -139, -180, -28, -209, -111,
      193, 10, -307, 148, 111, -82, 79, -257, -137, -51, -203, 116, -51, -205, -25, 124, 22, -53, -194, 166, 103, 28,
      -264, -21, -265, 226, -89, 96, 52, 212, -104, 141, -122, -173, 6, 152, 136, -268, -141, 142, 241, 189, -114, -27,
      -204, -243, -62, -170, 9, 122, 254, 29, 56, -134, 215, 140, 80, 7, -278, 92, -60, -24, -213, 167, 100, -86, -129,
      -57, -108, -35, -116, 151, 110, 167, -84, -236, -47, -66, -154, -79, -170, 168, -107, -88, 193, -179, -7, -36,
      -245, 125, 207, 221, -121, -93, 7, -244, -69, -230, -25, -248, -98, -236, -34, 186, 138, -31, 180, 262, -66, 125,
      44, 173, -37, -214, -122, -249, -90, -225, -72, -240, -200, -34, -115, -37, 120, 85, -86, -28, -96, 147, 88, -200,
      -39, -240, -202, -125, 45, -66, 205, 140, -102, 60, -285, 218, -116, 197, -110, 195, -79, 179, -134, -225, -23,
      -242, -235, -193, -42, 77, -100, -59, 209, -185, 36, -47, -214, 122, 45, -110, -79, 221, -89, -230, -64, 153,
      -105, 125, -98, 232, -89, -150, 213, 64, -54, 175, -109, 11, 52, 126, -117, -147, 39, -118, 210, -233, 201, 140,
      140, 46, -87, -72, -170, -26, -206, 92, -95, -57, 157, -33, 169, 148, 94, 114, -102, 182, -130, 66, 72, 161, 213,
      147, 255, 119, 97, 167, 137, 202, -90, -43, 147, 187, -107, -27, 110, -59, -64, 169, 161, 142, 202, 146, -110, 50,
      -115, 162, 133, 136, -71, 150, 111, 154, 183, 163, 80, 121, -124, -229, -9, 183, -107, -70, -212, 199, -103, 188,
      -122, 141, 88, -109, 295, -223, -75, 119, -165, -56, -207, 131, 193, -226, -53, -208, -30, 161, 72, -136, 17, 8,
      -27, -60, 155, -180, 22, 235, -109, 217, -106, 155, 88, 157, -32, 65, -74, 278, -61, 118, 311, -246, -37, -64,
      -197, -239, -57, -258, -70,
    ],
    lines: [whole('near real ones', '98 %'), whole('reaching', '100 % of the real shape')],
  },
  'mode-collapse': {
    seconds: 23,
    points: [
      -48, 229, -48, 164, -27, 166, -44, 60, 30, -47, 22, -106, 43, -62, 112, -143, -55, 163, -51, 193, -43, 141, -46,
      154, 19, -86, 20, -99, -37, 112, -48, 229, -48, 229, 44, -65, -29, 80, -37, 75, -64, 122, -29, 80, -39, 120, -51,
      103, 30, -47, 67, -29, -23, 27, -48, 229, -48, 229, 7, -13, -48, 229, 34, -96, -49, 224, 78, -110, 14, -52, -51,
      165, -48, 229, 22, -85, 15, -56, 23, -86, 44, -62, -48, 161, -42, 137, 25, -110, -24, 73, 155, -175, 21, -103,
      -51, 207, -39, 121, 88, -120, -48, 229, 108, -140, -41, 133, 201, -232, -54, 76, -28, 79, 43, -61, 59, -93, 0, -4,
      -2, 0, -40, 67, 125, -128, -48, 229, -48, 229, 3, -8, -52, 109, -48, 229, -22, 23, -48, 229, 25, -110, -20, 146,
      141, -170, -27, 77, 24, -103, -42, 137, 203, -236, -51, 178, -61, 103, -47, 65, 164, -187,
    ],
    lines: [whole('ordinary', '1 of 8 clusters'), whole('with penalty', '8 of 8 clusters')],
  },
  'four-families': {
    seconds: 26,
    points: [
      61, -71, -102, 49, -13, 56, -11, -32, -9, -34, -36, 77, -12, 65, -43, 82, -159, -5, -38, 78, 100, -36, 57, -57,
      -140, 4, -102, 47, 116, -63, -5, 31, 68, -83, 125, -39, 40, -75, 51, -84, 20, 26, -131, 22, 130, 2, 48, -78, -63,
      69, -48, 77, 69, -76, 35, -70, -64, 71, 35, -67, 148, -8, 73, -54, 18, -73, -30, 54, -35, 47, 59, -56, 3, 31, 77,
      -63, 166, 6, -5, -51, 95, -37, -77, -36, 53, -75, -4, 25, -41, 83, 64, -76, -116, 56, -26, 18, -9, -70, -7, -76,
      149, -12, 121, -21, 139, 13, -72, 62, 33, -68, -133, -11, 140, -43, -44, 61, -119, 10, 50, -61, 124, -44, 1, 55,
      88, -77, -148, 10, -3, -54, 44, -72, 46, -82, 16, 18, 154, 13, -63, 68, 119, -63, 77, -65, 107, -64, 42, -77, -33,
      73, -16, -47, 119, -22, 133, 14, 12, 57, 117, -32, -63, 61, -41, 78, 28, 12, 98, -64, 60, -32, -92, 6, -107, 23,
      2, 49, 39, -81, 5, 55, 103, -50, -6, 64, -30, 72, -29, -56, 108, -77, 8, 55, -5, -30, -53, 83, 21, -80, -10, -49,
      16, -54, -97, 71, 74, -74, -23, 69, 34, -73, -26, 75, -44, -1, 135, -48, 129, -42, 53, -78, 70, -85, -149, 8, -14,
      -26, 77, -69, 141, 29, 113, -52, 97, -66, 73, -67, 61, 3, 174, 30, -117, -13, 124, -67, -147, -5, -77, 30, 7, 42,
      84, -74, -125, 1, 77, -80, -32, 56, 95, -40, 107, -61, 102, -12, 102, 0, -24, -45, 50, -62, 148, 7, -5, 34, 7,
      -58, -83, 74, 153, -7, -23, 64, 120, -39, -53, 69, -52, 74, 156, -18, -49, 75, -49, 63, 136, -12, 112, -53, -14,
      68, 143, -22, 52, -65, -4, 54, 42, 34, 29, -69, 55, -49, 42, 22, 34, -67, -24, 31, 113, -53,
    ],
    lines: [
      whole('diffusion', 'near: 96 %, reaching 100 %'),
      whole('the flow', 'near: 94 %, reaching 99 %'),
      whole('the VAE', 'near: 84 %, reaching 97 %'),
      whole('the GAN', 'near: 94 %, reaching 89 %'),
    ],
  },
  'vae-digits': {
    seconds: 33,
    curves: [
      {
        name: 'Training',
        x: [100, 200, 300, 400, 500, 700, 900, 1_100, 1_300, 1_500, 1_700, 2_000],
        y: [157.2, 135.7, 127.7, 123.3, 120, 115.5, 113.2, 111.3, 110, 109, 108.2, 107.7],
      },
      {
        name: 'Validation',
        x: [100, 200, 300, 400, 500, 700, 900, 1_100, 1_300, 1_500, 1_700, 2_000],
        y: [159.7, 138.3, 130.3, 125.2, 122.7, 119, 116.8, 115.6, 113.8, 113.1, 112.6, 112.1],
      },
    ],
    lines: [
      whole('loss', 'from 709 to 108 nats'),
      whole('copies', 'of digits it has not seen, a little soft'),
      whole('walks', 'from one digit to another without a jump'),
    ],
  },
  'fewer-steps': {
    seconds: 30,
    lines: [
      whole('teacher, 250 steps', '93 % near a cluster'),
      whole('student, 1 step', '74 %'),
      whole('student, 2 steps', '79 %'),
      whole('student, 4 steps', '83 %'),
    ],
  },
  'digits-diffusion': {
    seconds: 115,
    lines: [whole('it draws', 'the digit that is asked for'), whole('nearly all', 'can be read')],
  },
  'gan-digits': {
    seconds: 205,
    lines: [whole('it draws', 'the digit that is asked for'), whole('its critic', 'tells 65 % apart')],
  },
  'flow-digits': {
    seconds: 93,
    lines: [
      whole('it draws', 'digits and strokes, about as many'),
      whole('between digits', 'one turns into another'),
      whole('bits per dimension', '2.06, of 8'),
    ],
  },
  'fill-gaps': {
    seconds: 61,
    lines: [
      whole('it fills', 'I have seen the king, and I will not sleep.'),
      whole('found at once', '38 % of hidden tokens'),
      whole('among its first five', '59 %'),
    ],
  },
  'latent-diffusion': {
    seconds: 254,
    lines: [
      whole('asked in words', 'a large red star in the middle'),
      whole('never seen together', 'purple stars, green rings'),
      whole('the VAE', 'keeps 256 of 3,072 numbers'),
    ],
  },
  'synthetic-table': {
    seconds: 15,
    lines: [
      whole('it makes', 'guillemot, North Skerry, 45.3 …'),
      whole('columns apart', '0.05 of 1'),
      whole('sex told from them', '70 %, from real 74 %'),
      whole('copies', 'none'),
    ],
  },
  'four-tables': {
    lines: [
      whole('it makes', 'puffin, Gull Rock, 27.8, 35.9, 163 …'),
      whole('sex told from them', 'diffusion 70 %, VAE 68 %, flow 66 %, GAN 65 %'),
      whole('from real rows', '74 %'),
      whole('copies', 'none'),
    ],
  },
  tokenizers: {
    seconds: 2,
    lines: [
      cut('characters', 'T|o| |b|e|,| |o|r| |n|o|t| |t|o| |b|e|,| |t|h|a|t| |i|s| |t|h|e'),
      cut('BPE', 'To| be|,| or| not| to| be|,| that| is| the| q|u|es|t|ion|:'),
      cut('unigram', 'T|o| be|,| or| not| to| be|,| that| is| the| |q|u|e|s|t|i|o|n|:'),
      whole('tokens', '91, 39 and 52 for one sentence'),
    ],
  },
  decoding: {
    seconds: 50,
    lines: [
      whole('greedy', 'The queen, the seal. It was a sing.'),
      whole('as it is', 'The 1. Ciraicshance. GWENDE: So I fce but desire'),
      whole('top-k', 'The Capper. Now the beautys. CABLLE: Sinbt'),
      whole('nucleus', 'The 1. Ceful doubt greened? You, A four swears'),
      whole('beam', 'The queen. MESSENGER: They says that Estrana'),
    ],
  },
  instructions: {
    seconds: 46,
    lines: [
      whole('asked', 'Who has the pen now?'),
      whole('before', 'By,'),
      whole('after', 'Kim'),
      whole('right', 'none before, 98 of 100 after'),
    ],
  },
  rlhf: {
    seconds: 56,
    lines: [
      whole('liked', 'score from 0.77 to 2.13'),
      whole('strayed', '3.6 nats an answer'),
      whole('forgot', 'perplexity from 23.8 to 24.4'),
    ],
  },
  'dpo-against-ppo': {
    seconds: 78,
    lines: [
      whole('score', '0.77, PPO 2.13, DPO 1.44'),
      whole('perplexity', '23.8, PPO 24.4, DPO 41.0'),
      whole('pairs', '1,940 for both'),
    ],
  },
  'lora-voices': {
    seconds: 84,
    lines: [
      whole('sailor', '… be mine, says I! Arr, the cat …'),
      whole('forecast', '… five degrees, later frost.'),
      whole('cook', '… then bake them with honey.'),
    ],
  },
  quantise: {
    seconds: 87,
    lines: [
      whole('full', '542 kB, perplexity 25.6'),
      whole('8 bits', '145 kB, 25.6'),
      whole('4 bits', '86 kB, 26.1'),
      whole('70 % zero', '542 kB, 29.3; tuned 25.5'),
    ],
  },
  gate: {
    seconds: 37,
    lines: [
      whole('perplexity', '25.6, may worsen by 2 %'),
      whole('8 bits', '25.6: passes'),
      whole('70 % zeros', '29.3: the gate says no'),
    ],
  },
  guarded: {
    seconds: 33,
    lines: [
      whole('alone', 'refuses none of 50 it should'),
      whole('guarded', 'refuses all 50'),
      whole('look-alikes', 'none of 50 is refused'),
    ],
  },
  'make-up': {
    seconds: 115,
    lines: [
      whole('made up', '42 % before, 16 % after'),
      whole('right', '74 % before, 71 % after'),
      whole('admits not to know', '2.5 % before, 80 % after'),
    ],
  },
  'settings-sweep': {
    seconds: 77,
    lines: [
      whole('twelve trainings', 'loss from 5.03 to 3.03'),
      whole('what matters', 'the learning rate; width and depth less'),
    ],
  },
  'replan-shifts': {
    seconds: 30,
    lines: [
      whole('greedy', '85 % of the best possible'),
      whole('rules', '95 % of the best possible'),
      whole('trained', '95 % of the best possible'),
    ],
  },
  'deliveries-forecast': {
    seconds: 209,
    lines: [
      whole('greedy', '75 % of the best possible'),
      whole('told the forecast', '93 % of the best possible'),
      whole('not told', '92 % of the best possible'),
    ],
  },
  'agent-trains': {
    seconds: 5,
    lines: [
      whole('20 steps', 'perplexity 34.5'),
      whole('80 steps', 'perplexity 17.6'),
      whole('it calls', 'train_and_test, train_and_test, write'),
    ],
  },
  'writer-critic': {
    seconds: 1,
    lines: [
      whole('draft', 'The sea is big.'),
      whole('critic', 'Too plain: nothing in it can be seen or heard.'),
      whole('then', 'All night the sea turns over in its bed of stones.'),
    ],
  },
  'draw-check': {
    seconds: 21,
    lines: [
      whole('asked', 'a large red star in the middle'),
      whole('seen', 'a red star, at least 90 % sure'),
      whole('rounds', 'one to four'),
    ],
  },
  'chat-documents': {
    seconds: 2,
    lines: [
      whole('asked', 'Does a ticket cost anything for children?'),
      whole('answered', 'Children under twelve come in free with an adult [1].'),
    ],
  },
  'pictures-words': {
    seconds: 102,
    lines: [
      whole('words of a picture', 'found first of 100 in 99 %'),
      whole('never seen together', 'found first of 100 in 100 %'),
      whole('two purple triangles', 'nobody ever showed it one'),
    ],
  },
  describes: {
    seconds: 195,
    lines: [
      whole('asked for nothing', 'three large orange stars at the bottom left'),
      whole('descriptions', 'every word right in 99 % of 300 new pictures'),
      whole('answers', '99.9 % right'),
    ],
  },
  'spoken-digits': {
    seconds: 401,
    lines: [
      whole('it hears', 'which digit is spoken, 100 of 100'),
      whole('it says', 'the digit that is asked for, 30 of 30'),
    ],
  },
  'knowledge-graph': {
    seconds: 40,
    lines: [
      whole('read', 'Born in Loford, Britorm Nasson founded Sulinwick Museum.'),
      cut('facts', 'Britorm Nasson | born in | Loford'),
      whole('asked', 'Who founded Sulinwick Museum? Britorm Nasson [1].'),
      whole('right', '97 of 100 facts'),
    ],
  },
  'invent-solid': {
    seconds: 417,
    lines: [
      whole('asked in words', 'a large tall mug'),
      whole('as asked', '92 % in kind, size and build'),
      whole('copies of unseen ones', '93 % of points within a twentieth'),
      whole('saved as', 'GLB, closed surfaces'),
    ],
  },
  'pendulum-twin': {
    seconds: 53,
    lines: [
      whole('foretold alone', '1.1 % off after 500 steps'),
      whole('friction jumps', 'noticed after 11 steps, with no false alarm'),
      whole('what if', 'the drive stops: both ways on top of each other'),
    ],
  },
  'any-to-any': {
    seconds: 221,
    lines: [
      whole('asked for', 'purple ring: 84 of 100 are drawn as said'),
      whole('half a picture', 'completed rightly in 76 of 100'),
      whole('two bars', 'gone on with, all in key; 10 of 24 in whole bars'),
      whole('a pendulum', '17 % off after 30 steps that it made up'),
    ],
  },
  'melody-continues': {
    seconds: 421,
    lines: [
      whole('given', 'two bars of a march or a waltz'),
      whole('written', 'six more: all in key, all ending on the tonic'),
      whole('whole bars', '99 of 100'),
      whole('by heart', 'none of 200'),
    ],
  },
  'programs-tested': {
    seconds: 641,
    lines: [
      whole('asked', 'keep those above 5, then keep those below 9'),
      whole('passes all tests', '137 of 200 tasks that it never saw'),
    ],
  },
  'new-molecules': {
    seconds: 550,
    lines: [
      whole('possible', '99 of 100 molecules that it writes'),
      whole('new', '83 of 100'),
      whole('logP foretold', 'within 0.08 deviations on average'),
      whole('rewarded for what is foretold', 'the true mean moves by 2.2 deviations'),
    ],
  },
  'draw-what-i-say': {
    seconds: 39,
    lines: [
      whole('asked in words', 'a large red star in the middle'),
      whole('as asked', 'colour and shape of 97 in 100'),
      whole('never seen together', '97 in 100, red stars among them'),
    ],
  },
  'moving-shapes': {
    lines: [
      whole('asked', 'a large purple circle grows'),
      whole('colour and motion as asked', '91 % of clips'),
      whole('never seen together', '78 %'),
    ],
  },
  'latent-video': {
    seconds: 527,
    lines: [
      whole('asked', 'a large green cross turns'),
      whole('colour and motion as asked', '90 % of clips'),
      whole('never seen together', '88 %'),
    ],
  },
  'explains-charts': {
    lines: [
      whole('it says', 'a bar chart of four blue bars, rising then falling, the second tallest, the fourth lowest'),
      whole('every attribute right', '99 % of held-out charts'),
      whole('questions answered right', '99.8 %'),
    ],
  },
  'solid-learned': {
    seconds: 64,
    lines: [
      whole('from bare coordinates', '78 % of the surface found: the handle is gone'),
      whole('from Fourier features', '98 %'),
      whole('from three planes', '98 %'),
    ],
  },
  'tones-from-words': {
    // Not timed on a quiet machine.
    lines: [
      whole('asked', 'a bass trumpet that swells'),
      whole('as asked', 'register of 95 tones in 100, instrument of 90'),
      whole('never heard together', 'instrument of 25 in 100'),
    ],
  },
};
