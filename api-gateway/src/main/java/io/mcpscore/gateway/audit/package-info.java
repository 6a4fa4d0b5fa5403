/** Every administrative act: who did what, when, from where, and what became of it. */
package io.mcpscore.gateway.audit;
