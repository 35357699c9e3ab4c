// Sets a photo's focal point by clicking on the picture, and shows the crops it leads to.
// The two number fields stay the truth: typed into, they move the mark.
"use strict";

// A block of its own, so that no name of one script is another's.
{
  function setUp(focal) {
    const across = document.getElementById(focal.dataset.focalX);
    const down = document.getElementById(focal.dataset.focalY);
    const cropping = document.getElementById(focal.dataset.cropping);
    if (!across || !down) {
      return; // shown to somebody who may not change it
    }
    const picture = focal.querySelector(".focal-whole img");
    const mark = focal.querySelector(".focal-mark");
    const crops = focal.querySelector(".focal-crops");

    function show() {
      const x = percent(across.value);
      const y = percent(down.value);
      mark.style.left = `${x}%`;
      mark.style.top = `${y}%`;
      mark.hidden = false;
      crops.hidden = Boolean(cropping && !cropping.checked);
      for (const crop of crops.querySelectorAll("img")) {
        // The same rule by which the server crops.
        crop.style.objectPosition = `${x}% ${y}%`;
      }
    }

    picture.addEventListener("click", (event) => {
      const box = picture.getBoundingClientRect();
      across.value = percent((100 * (event.clientX - box.left)) / box.width);
      down.value = percent((100 * (event.clientY - box.top)) / box.height);
      across.dispatchEvent(new Event("change", { bubbles: true }));
      show();
    });
    for (const field of [across, down, cropping]) {
      field?.addEventListener("input", show);
    }
    focal.classList.add("can-be-set");
    show();
  }

  function percent(value) {
    const number = Math.round(Number(value));
    return Number.isFinite(number) ? Math.min(100, Math.max(0, number)) : 50;
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".focal").forEach(setUp);
  });
}
