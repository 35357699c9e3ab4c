-- Asks for another of the synthetic articles each time: SPREAD names how many there are.
local total = tonumber(os.getenv("SPREAD"))
local prefix, suffix = os.getenv("SPREAD_PREFIX"), os.getenv("SPREAD_SUFFIX")
request = function()
   return wrk.format("GET", prefix .. math.random(0, total - 1) .. suffix)
end
