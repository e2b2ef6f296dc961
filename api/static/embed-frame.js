// Within the frame: tells the page around it how high the list is. Nothing else is said to anybody.
const tell = () => parent.postMessage({ gongkai: "height", height: document.documentElement.scrollHeight }, "*");
addEventListener("load", tell);
addEventListener("resize", tell);
addEventListener("toggle", tell, true);
tell();
