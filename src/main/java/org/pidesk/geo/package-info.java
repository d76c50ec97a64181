/** Says from which country an address is, as far as the file at hand knows. */
@ApplicationModule(allowedDependencies = "kernel")
package org.pidesk.geo;

import org.springframework.modulith.ApplicationModule;
