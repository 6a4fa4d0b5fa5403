/** People who sign in with the company's identity provider, and the accounts they belong to. */
package io.mcpscore.gateway.people;
