/** What is put beside the product in the nodes that are killed: a clock for all, and the places at which they halt. */
package org.pidesk.chaos.node;
