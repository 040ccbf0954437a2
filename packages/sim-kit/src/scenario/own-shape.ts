/** Shape of the requests a scenario makes itself: outside every catalogue, and counted as nobody's traffic. */
export const OWN_CHECK = 'scenarioCheck'
