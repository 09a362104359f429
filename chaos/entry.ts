/** The server, with the kill points before its own code. */
import './preload.js';
import '../src/main.js';
