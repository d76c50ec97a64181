/** Says how every page of ours is answered: with which headers. */
@ApplicationModule(allowedDependencies = {})
package org.pidesk.web;

import org.springframework.modulith.ApplicationModule;
