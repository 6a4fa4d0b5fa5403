/** The system with every process in the hands of the test, to be killed and started at will. */
package io.mcpscore.deploy.owned;
