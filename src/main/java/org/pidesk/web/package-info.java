/** Says how every page of ours is answered: with which headers and cookies, at which host, and to whose address. */
@ApplicationModule(allowedDependencies = "kernel")
package org.pidesk.web;

import org.springframework.modulith.ApplicationModule;
