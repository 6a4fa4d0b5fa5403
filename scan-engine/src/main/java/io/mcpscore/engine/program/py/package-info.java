/** What names, modules and constants mean in Python. */
package io.mcpscore.engine.program.py;
