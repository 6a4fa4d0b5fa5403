/** What the Dockerfiles of a repository say. */
package io.mcpscore.engine.check.image;
