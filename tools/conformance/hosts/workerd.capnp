using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (services = [
  (name = "bare", worker = (
    modules = .modules,
    compatibilityDate = .date,
    # The first alone still leaves `process` and `Buffer`.
    compatibilityFlags = ["no_nodejs_compat", "no_nodejs_compat_v2"]
  )),
  (name = "compat", worker = (
    modules = .modules,
    compatibilityDate = .date,
    compatibilityFlags = ["nodejs_compat"]
  ))
]);

const date :Text = "2026-07-30";
const modules :List(Workerd.Worker.Module) = [
  (name = "main", esModule = embed "host.mjs"),
  (name = "suite.js", esModule = embed "suite.js")
];
