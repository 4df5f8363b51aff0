const element = document.querySelector('gemini-live');

// Your own project has these two in its console; here they are the demo's.
const { service, url, firebase } = await (await fetch('../api/service')).json();

if (service === 'twin') {
  element.options = { firebase };
  element.baseUrl = url; // the local twin; without it, Google
} else {
  element.disabled = true;
}
