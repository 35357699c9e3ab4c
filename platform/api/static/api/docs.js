"use strict";

const place = document.getElementById("documentation");

SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayOperationId: false,
  supportedSubmitMethods: ["get"],
  validatorUrl: null,
});
