"use strict";

const place = document.getElementById("documentation");

// Swagger UI fills every field with its example when something is tried out, and so asks for
// what is all of them at once. Here an example is told with the field's description instead.
function tellExamples(schema) {
  const operations = Object.values(schema.paths).flatMap(Object.values);
  for (const parameter of operations.flatMap((operation) => operation.parameters ?? [])) {
    for (const { value } of Object.values(parameter.examples ?? {})) {
      parameter.description += ` For example \`${value}\`.`;
    }
    delete parameter.examples;
  }
  return schema;
}

fetch(place.dataset.schema, { headers: { Accept: "application/json" } })
  .then((answer) => answer.json())
  .then((schema) =>
    SwaggerUIBundle({
      domNode: place,
      spec: tellExamples(schema),
      presets: [SwaggerUIBundle.presets.apis],
      layout: "BaseLayout",
      deepLinking: true,
      defaultModelsExpandDepth: 0,
      supportedSubmitMethods: ["get"],
      validatorUrl: null,
    }),
  );
