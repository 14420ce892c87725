// Says in words when a passkey was not made or not shown. The rest is allauth's own script.
const said = document.getElementById("passkey-said");
const buttons = ["passkey_login", "mfa_webauthn_add", "mfa_webauthn_authenticate", "mfa_webauthn_reauthenticate"];

if (said && !window.PublicKeyCredential) {
  for (const id of buttons) document.getElementById(id)?.setAttribute("disabled", "");
  if (!document.getElementById("passkey_login")) said.textContent = said.dataset.none;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (said) said.textContent = said.dataset.failed;
});
