/** Tells machines that watch the product how it is doing, in figures that name nobody. */
@ApplicationModule(allowedDependencies = "kernel")
package org.pidesk.watch;

import org.springframework.modulith.ApplicationModule;
