/** What the first start writes: the demo alone, and how to go on from there. */
export const defaultConfig = `// Signalbox. A change to this file is in force at once; one that is not valid is reported, and the last good one stays.
{
  // Who answers. The demo needs no key: it says which route each request took. Add a provider of your own beside it, as
  // { "id": "openrouter", "preset": "openrouter", "keys": ["keychain:openrouter"] }
  // A key is keychain:NAME or env:NAME; one that is written out here is moved into the keychain.
  "providers": [{ "id": "demo", "preset": "demo" }],

  // Which model does which kind of work, as provider/model. Beside "default" there are "think", "background",
  // "webSearch", "subagent", "image" and "longContext"; one that is not set falls through to "default".
  "routes": {
    "default": "demo/demo"
  }
}
`;
