/** Every number of this page comes and goes with the lab. */
export const noValue = 'no lab: ./firedrill lab'
