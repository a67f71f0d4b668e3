/** Pictures of episodes and chapters, by what pages say of them. */

/**
 * @typedef {object} Picture
 * @property {string} srcset square, in several widths
 * @property {string} alt what it is to those who do not see it
 */

/** @param {HTMLImageElement | null} image @returns {Picture | null} */
export function pictureIn(image) {
  return image && { srcset: image.srcset, alt: image.alt };
}

/**
 * Let `image` show another picture. Browsers show what was there until it has come, so nothing flickers.
 * @param {HTMLImageElement} image
 * @param {Picture} picture
 */
export function putPicture(image, { srcset, alt }) {
  if (image.srcset !== srcset) image.srcset = srcset;
  if (image.alt !== alt) image.alt = alt;
}

/** As lock screens want it. @param {Picture | null} picture @returns {MediaImage[]} */
export function artworkOf(picture) {
  if (!picture) return [];
  return picture.srcset.split(", ").map((source) => {
    const [src, width] = source.split(" ");
    const edge = parseInt(width, 10);
    return { src: new URL(src, document.baseURI).href, sizes: `${edge}x${edge}`, type: "image/webp" };
  });
}
