/* Passkeys: the browser's own dialogue between a form's button and its hidden field.

   <form data-passkey="sign-in | prove | add"> has a button and an input named "credential". What the
   browser is asked comes from the element "passkey_options" or, to sign in, from the form's address. */

const toBytes = (text) => {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
};

const toText = (buffer) => {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

const named = (list = []) => list.map((each) => ({ ...each, id: toBytes(each.id) }));

async function add(options) {
  const { publicKey } = options.creation_options;
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: named(publicKey.excludeCredentials),
      // A key that is found without a name, and opened by a finger, a face or a PIN.
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
    },
  });
  return written(credential, {
    attestationObject: toText(credential.response.attestationObject),
    transports: credential.response.getTransports?.() ?? [],
  });
}

async function prove(options) {
  const { publicKey } = options.request_options;
  const credential = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      allowCredentials: named(publicKey.allowCredentials),
    },
  });
  const { authenticatorData, signature, userHandle } = credential.response;
  return written(credential, {
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: userHandle && toText(userHandle),
  });
}

function written(credential, response) {
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: toText(credential.response.clientDataJSON), ...response },
  };
}

async function options(form) {
  if (form.dataset.passkey !== "sign-in") {
    return JSON.parse(document.getElementById("passkey_options").textContent);
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("The site did not answer.");
  return answer.json();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const said = form.querySelector("[role=alert]");
  form.hidden = false;
  if (!window.PublicKeyCredential) {
    if (form.dataset.passkey === "sign-in") form.hidden = true;
    said.textContent = "This browser knows no passkeys, or the page is not served securely.";
    said.hidden = false;
    continue;
  }
  form.querySelector("button").addEventListener("click", async () => {
    said.hidden = true;
    try {
      const asked = await options(form);
      const answer = await (form.dataset.passkey === "add" ? add(asked) : prove(asked));
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch (error) {
      const known = {
        NotAllowedError: "That was stopped, or took too long. Try again.",
        InvalidStateError: "This device already holds a passkey of your account.",
      };
      said.textContent = known[error.name] ?? `That did not work: ${error.message}`;
      said.hidden = false;
    }
  });
}
