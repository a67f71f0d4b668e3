// Forms whose answer the browser makes: `data-passkey` says whether it is to create a passkey or to use one.
// What it is asked for stands in the page, or is fetched from `data-options-at` when the button is pressed.

const binary = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const named = (credentials = []) => credentials.map((credential) => ({ ...credential, id: binary(credential.id) }));

function creation({ publicKey: wanted }) {
  return {
    publicKey: {
      ...wanted,
      challenge: binary(wanted.challenge),
      user: { ...wanted.user, id: binary(wanted.user.id) },
      excludeCredentials: named(wanted.excludeCredentials),
    },
  };
}

function request({ publicKey: wanted }) {
  return {
    publicKey: {
      ...wanted,
      challenge: binary(wanted.challenge),
      allowCredentials: named(wanted.allowCredentials),
    },
  };
}

function written(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const present = parts.filter((part) => response[part]);
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      ...Object.fromEntries(present.map((part) => [part, text(response[part])])),
      ...(response.getTransports ? { transports: response.getTransports() } : {}),
    },
  };
}

async function optionsOf(form) {
  const address = form.dataset.optionsAt;
  if (!address) return JSON.parse(document.getElementById("passkey-options").textContent);
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

async function ask(form) {
  const options = await optionsOf(form);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create(creation(options.creation_options))
    : navigator.credentials.get(request(options.request_options));
}

function say(form, which) {
  const line = form.querySelector("[data-passkey-said]");
  line.textContent = form.querySelector(`[data-said="${which}"]`).content.textContent;
  line.hidden = false;
}

function which(error) {
  if (error.name === "InvalidStateError") return "taken";
  return error instanceof DOMException ? "refused" : "failed";
}

function prepare(form) {
  const button = form.querySelector("button");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    form.querySelector("[data-passkey-said]").hidden = true;
    button.disabled = true;
    try {
      form.elements.credential.value = JSON.stringify(written(await ask(form)));
      form.submit(); // past this listener
    } catch (error) {
      say(form, which(error));
      button.disabled = false;
      button.focus();
    }
  });
}

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelectorAll("form[data-passkey]").forEach(prepare);
}
